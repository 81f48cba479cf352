/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.report.page.PlainText;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents that would harm the page or its reader if they could. */
class HostileDocumentTests {
  private static final int LIMIT = 2_000_000;

  private static String html(Sample... samples) {
    return PruneReport.of(Sample.prune(List.of(samples), low(0.5))).html();
  }

  @Test
  void markupIsShownAndDoesNothing() {
    String script = "</pre><script>alert('x')</script><img src=x onerror=alert(1)>&amp;<!--";
    Sample hostile = new Sample("</bdi>" + script, script, "\"><script>" + script, 2, 5);

    ParsedPage page = ParsedPage.of(html(hostile, new Sample("b", "b", "b", 3, 5)));

    assertThat(page.count("script") + page.count("img")).isZero();
    assertThat(page.text()).contains(script).contains("\"><script>");
  }

  @Test
  void forbidsScriptsAndNetwork() {
    String html = html(Sample.of("a", 2));

    assertThat(html).contains("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(html.replace("http://www.w3.org/", ""))
        .doesNotContain("http://", "https://", "@import", "url(");
  }

  @Test
  void whatCannotBeSeenIsWrittenOut() {
    String text = "a\u202Eb\u2066c\u0007d\u0000e\u007Ff\u0085g\uFEFFh\u2028i\uFFFEj\uDB40\uDC41k";

    String escaped = PlainText.escaped(text);

    assertThat(escaped)
        .isEqualTo(
            "a[U+202E]b[U+2066]c\u2407d\u2400e\u2421f[U+0085]g[U+FEFF]h[U+2028]i[U+FFFE]j[U+E0041]k");
  }

  @Test
  void unpairedSurrogatesAreReplacedAndPairsKept() {
    assertThat(PlainText.escaped("\uD83D\uDE00 \uD83D \uDE00 \uD800"))
        .isEqualTo("\uD83D\uDE00 \uFFFD \uFFFD \uFFFD");
  }

  @Test
  void lineEndsOfAllKindsBecomeOne() {
    assertThat(PlainText.escaped("a\r\nb\rc\nd\te")).isEqualTo("a\nb\nc\nd\te");
  }

  @Test
  void joinersOfScriptsAndEmojiAreKept() {
    assertThat(PlainText.escaped("\u0645\u06CC\u200C\u062E\u0648 \u200D \u200F"))
        .isEqualTo("\u0645\u06CC\u200C\u062E\u0648 \u200D \u200F");
  }

  @Test
  void everyCharacterGivesAWellFormedPage() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint < 0x11000; codePoint++) {
      all.appendCodePoint(codePoint);
    }

    ParsedPage page = ParsedPage.of("<p>" + PlainText.escaped(all.toString()) + "</p>");

    assertThat(page.text()).contains("[U+202E]");
  }

  @Test
  void enormousTextsAreCutToAReadableLength() {
    Excerpt line = Excerpt.of("x".repeat(5_000_000));
    Excerpt lines = Excerpt.of("x\n".repeat(5_000_000));
    Excerpt pairs = Excerpt.of("\uD83D\uDE00".repeat(1000));

    assertThat(line.text()).hasSize(600);
    assertThat(lines.text().lines()).hasSize(12);
    assertThat(pairs.text().codePointCount(0, pairs.text().length())).isEqualTo(600);
    assertThat(line.isWhole()).isFalse();
    assertThat(Excerpt.of("x\ny").text()).isEqualTo("x\ny");
    assertThat(Excerpt.of("x\ny").isWhole()).isTrue();
  }

  @Test
  void idsWithUnpairedSurrogatesAndEnormousNamesAreShown() {
    String name = "\uD800\u202E" + "n".repeat(100_000);

    String html = html(new Sample(name, "text", name, 2, 5), new Sample("b", "b", "b", 3, 5));

    assertThat(ParsedPage.of(html).text()).contains("\uFFFD[U+202E]nnn");
    assertThat(html.length()).isLessThan(100_000);
  }

  @Test
  void thePageStaysBelowTwoMegabytesWhateverTheCorpus() {
    String worst = "\u202E".repeat(5000);
    List<Sample> samples =
        IntStream.range(0, 100_000)
            .mapToObj(
                i ->
                    new Sample(
                        i + worst.substring(0, 300),
                        worst,
                        i % 200 + worst.substring(0, 200),
                        1 + i * 7919 % 100_000 / 1e4,
                        1 + i % 5000))
            .toList();
    PruneResult<Sample> result = Sample.prune(samples, medium(0.5).perDomain());

    String html = PruneReport.of(result).withTitle(worst).withFact(worst, worst).html();

    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(500_000, LIMIT);
    ParsedPage.of(html);
  }

  @Test
  void manyFailuresAreBounded() {
    ScoreStore store = ScoreStore.inMemory();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      store.register("d" + i, "", DocumentState.PENDING, 0, 5);
      reasons.add("reason " + i + " of the failure" + "!".repeat(10_000));
      store.putFailure(i, reasons.get(i));
    }

    ParsedPage page =
        ParsedPage.of(PruneReport.of(ScoredDocuments.of(store).select(low(0.5))).html());

    assertThat(page.text())
        .contains("reason 19 of")
        .doesNotContain("reason 20 of")
        .hasSizeLessThan(50_000);
  }
}
