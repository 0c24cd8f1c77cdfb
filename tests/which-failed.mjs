// For xtask: the files in which a test failed, a line each. The people who read along have the reporter beside this one.
export default async function* whichFailed(events) {
  for await (const { type, data } of events) {
    const failed = type === "test:fail" && data.todo === undefined && data.skip === undefined;
    if (failed && data.file !== undefined) yield `${data.file}\n`;
  }
}
