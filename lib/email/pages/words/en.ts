import type { Words } from "./words.ts";

const NO_MORE = "You will get no more news and offers from us. Messages about your orders still come.";

export const en: Words = {
  unsubscribe: {
    title: (shop) => `Unsubscribe from ${shop}`,
    heading: (shop) => `Unsubscribe from ${shop}?`,
    explain: NO_MORE,
    button: "Unsubscribe",
    choose: "Or choose what we write to you about",
  },
  unsubscribed: {
    title: (shop) => `Unsubscribed from ${shop}`,
    heading: "You are unsubscribed",
    text: (shop) => `${shop} will send you no more news and offers.`,
    back: "Pressed by mistake? Choose what you want to get",
  },
  preferences: {
    title: (shop) => `What you get from ${shop}`,
    question: "What may we write to you about?",
    save: "Save",
    saved: "Saved.",
    off: "At the moment we send you no news and offers.",
    blocked: (shop) =>
      `We do not write to your address any more: messages came back from it, or were reported as unwanted. If you want to hear from us again, please get in touch with ${shop}.`,
    stop: { heading: "Stop everything", explain: NO_MORE, button: "Stop all news and offers" },
    again: "Write to me again",
    taken: {
      heading: "Thank you",
      text: (shop) => `${shop} has got your yes. It may take a moment until it counts.`,
      back: "Back to the page",
    },
    left: (shop) =>
      `This link was made for an address that ${shop} no longer has for you. To choose what you get, please use the link in a newer message from us.`,
  },
  agreement: (shop) => `Yes, ${shop} may send me news and offers by e-mail. I can stop this at any time.`,
  yes: "Yes, write to me",
  confirm: {
    title: (shop) => `News from ${shop}`,
    heading: (shop) => `May ${shop} write to you?`,
    otherwise: "If you did not ask for this, just close the page: nothing changes.",
    done: {
      heading: "Thank you",
      text: (shop) => `${shop} may write to you now. You can stop this at any time.`,
      choose: "Choose what you want to get",
    },
    moved: {
      heading: "Your address has changed",
      text: (shop) =>
        `This link was made for an address that ${shop} no longer has for you. Sign up again to get a new one.`,
    },
    declined: {
      heading: "You have unsubscribed",
      text: (shop) => `You have asked ${shop} to stop writing to you, and this link does not change that.`,
      choose: "If you want to hear from us after all, say so here",
    },
  },
  survey: {
    nps: {
      question: (shop) => `How likely are you to recommend ${shop} to a friend?`,
      least: "not at all likely",
      most: "extremely likely",
    },
    csat: {
      question: (shop) => `How satisfied are you with ${shop}?`,
      least: "very dissatisfied",
      most: "very satisfied",
    },
    text: { question: (shop) => `What would you like to tell ${shop}?`, answer: "Your answer" },
    comment: "What is the main reason? (optional)",
    send: "Send answer",
    about: (shop) => `${shop} will see that this answer is yours.`,
    missing: { score: "Please choose a number.", words: "Please write your answer." },
    thanks: { heading: "Thank you", text: (shop) => `${shop} has got your answer.` },
    answered: {
      heading: "We have your answer",
      text: (shop) => `You have already answered this question of ${shop}. Thank you!`,
    },
    over: {
      heading: "This survey is over",
      text: (shop) => `${shop} takes no more answers to this question. Thank you for wanting to help.`,
    },
  },
  tryAgain: {
    heading: "Please try again",
    text: (shop) =>
      `${shop} could not write this down just now, so nothing has changed yet. Please try again in a minute.`,
    back: "Back to the page",
  },
  unknownLink: {
    heading: "This link does not work",
    text: (shop) =>
      `It may have been cut off on its way. Please open the link in the message from ${shop} again, or copy all of it.`,
  },
};
