import type { Words } from "./words.ts";

const NO_MORE =
  "Bạn sẽ không nhận thêm tin tức và ưu đãi từ chúng tôi. Email về đơn hàng của bạn vẫn được gửi như thường lệ.";

export const vi: Words = {
  unsubscribe: {
    title: (shop) => `Hủy nhận email từ ${shop}`,
    heading: (shop) => `Bạn muốn hủy nhận email từ ${shop}?`,
    explain: NO_MORE,
    button: "Hủy nhận email",
    choose: "Hoặc chọn nội dung bạn muốn nhận",
  },
  unsubscribed: {
    title: (shop) => `Đã hủy nhận email từ ${shop}`,
    heading: "Bạn đã hủy nhận email",
    text: (shop) => `${shop} sẽ không gửi tin tức và ưu đãi cho bạn nữa.`,
    back: "Bấm nhầm? Chọn nội dung bạn muốn nhận",
  },
  preferences: {
    title: (shop) => `Email bạn nhận từ ${shop}`,
    question: "Bạn muốn nhận email về những nội dung nào?",
    save: "Lưu",
    saved: "Đã lưu.",
    off: "Hiện tại chúng tôi không gửi tin tức và ưu đãi cho bạn.",
    blocked: (shop) =>
      `Chúng tôi không còn gửi email đến địa chỉ của bạn vì email đã bị trả lại hoặc bị báo là không mong muốn. Nếu muốn nhận trở lại, vui lòng liên hệ ${shop}.`,
    stop: { heading: "Ngừng nhận tất cả", explain: NO_MORE, button: "Ngừng nhận mọi tin tức và ưu đãi" },
    again: "Nhận email trở lại",
    taken: {
      heading: "Cảm ơn bạn",
      text: (shop) => `${shop} đã ghi nhận sự đồng ý của bạn. Có thể mất một lúc để có hiệu lực.`,
      back: "Quay lại trang",
    },
    left: (shop) =>
      `Liên kết này dành cho một địa chỉ mà ${shop} không còn dùng để liên lạc với bạn. Để chọn nội dung muốn nhận, vui lòng dùng liên kết trong email mới hơn từ chúng tôi.`,
  },
  agreement: (shop) =>
    `Tôi đồng ý để ${shop} gửi tin tức và ưu đãi cho tôi qua email. Tôi có thể ngừng nhận bất cứ lúc nào.`,
  yes: "Đồng ý nhận email",
  confirm: {
    title: (shop) => `Tin tức từ ${shop}`,
    heading: (shop) => `Bạn đồng ý nhận email từ ${shop}?`,
    otherwise: "Nếu bạn không đăng ký, chỉ cần đóng trang này: sẽ không có gì thay đổi.",
    done: {
      heading: "Cảm ơn bạn",
      text: (shop) => `Từ nay ${shop} sẽ gửi email cho bạn. Bạn có thể ngừng nhận bất cứ lúc nào.`,
      choose: "Chọn nội dung bạn muốn nhận",
    },
    moved: {
      heading: "Địa chỉ email của bạn đã thay đổi",
      text: (shop) =>
        `Liên kết này dành cho một địa chỉ mà ${shop} không còn dùng để liên lạc với bạn. Vui lòng đăng ký lại để nhận liên kết mới.`,
    },
    declined: {
      heading: "Bạn đã hủy nhận email",
      text: (shop) => `Bạn đã yêu cầu ${shop} ngừng gửi email, và liên kết này không thay đổi điều đó.`,
      choose: "Nếu vẫn muốn nhận email từ chúng tôi, hãy chọn tại đây",
    },
  },
  survey: {
    nps: {
      question: (shop) => `Khả năng bạn giới thiệu ${shop} cho bạn bè là bao nhiêu?`,
      least: "chắc chắn không giới thiệu",
      most: "chắc chắn sẽ giới thiệu",
    },
    csat: {
      question: (shop) => `Bạn hài lòng với ${shop} ở mức nào?`,
      least: "rất không hài lòng",
      most: "rất hài lòng",
    },
    text: { question: (shop) => `Bạn muốn nhắn gì với ${shop}?`, answer: "Câu trả lời của bạn" },
    comment: "Lý do chính bạn chọn điểm này là gì? (không bắt buộc)",
    send: "Gửi câu trả lời",
    about: (shop) => `${shop} sẽ biết đây là câu trả lời của bạn.`,
    missing: { score: "Vui lòng chọn một điểm.", words: "Vui lòng viết câu trả lời." },
    thanks: { heading: "Cảm ơn bạn", text: (shop) => `${shop} đã nhận được câu trả lời của bạn.` },
    answered: {
      heading: "Chúng tôi đã có câu trả lời của bạn",
      text: (shop) => `Bạn đã trả lời câu hỏi này của ${shop} rồi. Xin cảm ơn!`,
    },
    over: {
      heading: "Khảo sát này đã kết thúc",
      text: (shop) => `${shop} không còn nhận câu trả lời cho câu hỏi này. Cảm ơn bạn đã sẵn lòng giúp đỡ.`,
    },
  },
  tryAgain: {
    heading: "Vui lòng thử lại",
    text: (shop) => `${shop} chưa ghi lại được lựa chọn này nên chưa có gì thay đổi. Vui lòng thử lại sau một phút.`,
    back: "Quay lại trang",
  },
  unknownLink: {
    heading: "Liên kết này không dùng được",
    text: (shop) =>
      `Có thể liên kết đã bị cắt mất một phần. Vui lòng mở lại liên kết trong email của ${shop}, hoặc sao chép đầy đủ.`,
  },
};
