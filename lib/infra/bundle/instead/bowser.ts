/** Instead of `bowser`, which names the browser that runs the SDK. */
export default undefined;
