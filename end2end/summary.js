// The last line of the run: "N passed, N failed, N skipped".
export default class Summary {
  counts = { passed: 0, failed: 0, skipped: 0 };

  onTestEnd(test, result) {
    const kind = result.status === "passed" ? "passed" : result.status === "skipped" ? "skipped" : "failed";
    this.counts[kind] += 1;
  }

  onEnd() {
    const { passed, failed, skipped } = this.counts;
    console.log(`journeys: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
