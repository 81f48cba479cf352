/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What scoring texts after their contexts must do. */
abstract class ContinuationRules {
  private static final List<String> TEXTS = ToyLanguage.texts(12, 5);

  private final EngineTrial trial;

  ContinuationRules(EngineTrial trial) {
    this.trial = trial;
  }

  private ContinuationScore score(String context, String text) {
    return trial.trained().scoreContinuations(List.of(new Continuation(context, text))).get(0);
  }

  private static String words(String text, int from, int to) {
    return String.join(" ", List.of(text.split(" ")).subList(from, to));
  }

  private static void assertSame(ContinuationScore actual, ContinuationScore expected) {
    assertThat(actual.negativeLogLikelihood())
        .isCloseTo(expected.negativeLogLikelihood(), withPercentage(EngineTrial.TOLERANCE_PERCENT));
    assertThat(actual.tokenCount()).isEqualTo(expected.tokenCount());
  }

  @Test
  @DisplayName("without a context is that of a document")
  void withoutContextIsADocument() {
    String text = words(TEXTS.get(0), 0, 3);

    ContinuationScore score = score("", text);

    PerplexityScore document = trial.trained().score(Document.of("text", text));
    assertThat(score.negativeLogLikelihood())
        .isCloseTo(document.negativeLogLikelihood(), withPercentage(EngineTrial.TOLERANCE_PERCENT));
    assertThat(score.tokenCount()).isEqualTo((int) document.tokenCount());
  }

  @Test
  @DisplayName("adds up with the context's to that of both as a document")
  void addsUpWithItsContext() {
    String context = words(TEXTS.get(0), 0, 2);
    String text = " " + words(TEXTS.get(0), 2, 4);

    double sum =
        score("", context).negativeLogLikelihood() + score(context, text).negativeLogLikelihood();

    assertThat(sum)
        .isCloseTo(
            trial.trained().score(Document.of("both", context + text)).negativeLogLikelihood(),
            withPercentage(EngineTrial.TOLERANCE_PERCENT));
  }

  @Test
  @DisplayName("comes in the order of the continuations, whatever stands beside them")
  void keepsTheOrder() {
    List<Continuation> continuations = new ArrayList<>();
    for (String text : TEXTS) {
      String context = words(text, 0, continuations.size() % 3);
      continuations.add(new Continuation(context, " " + words(text, 3, 5)));
    }

    List<ContinuationScore> together = trial.trained().scoreContinuations(continuations);

    assertThat(together).hasSameSizeAs(continuations);
    for (int i = 0; i < together.size(); i++) {
      assertSame(
          together.get(i), score(continuations.get(i).context(), continuations.get(i).text()));
    }
  }

  @Test
  @DisplayName("of a context longer than the model's leaves out its beginning")
  void readsTheEndOfALongContext() {
    String end = String.join(" ", TEXTS.subList(0, 3));
    String other = String.join(" ", TEXTS.subList(3, 6)) + " ";
    String text = " " + words(TEXTS.get(6), 0, 2);

    assertSame(score(other + end, text), score(end, text));
  }

  @Test
  @DisplayName("covers every token of a text longer than the context")
  void scoresLongTextsWhole() {
    String text = " " + String.join(" ", TEXTS);

    ContinuationScore score = score(TEXTS.get(0), text);

    assertThat(score.tokenCount()).isGreaterThan(2 * trial.model().contextLength());
    assertThat(score.tokenCount())
        .isEqualTo((int) trial.trained().score(Document.of("text", text)).tokenCount());
  }

  @Test
  @DisplayName("says of no more than one character that the model would write it, the likeliest")
  void knowsWhatTheModelWouldWrite() {
    List<String> characters =
        " .abcdefghijklmnopqrstuvwxyz".chars().mapToObj(Character::toString).toList();
    int greedyCount = 0;

    for (String context : TEXTS) {
      List<ContinuationScore> scores =
          trial
              .trained()
              .scoreContinuations(
                  characters.stream().map(text -> new Continuation(context, text)).toList());

      double least =
          scores.stream().mapToDouble(ContinuationScore::negativeLogLikelihood).min().orElseThrow();
      List<ContinuationScore> greedy = scores.stream().filter(ContinuationScore::greedy).toList();
      assertThat(greedy).hasSizeLessThanOrEqualTo(1); // a longer token may be the likeliest
      assertThat(greedy).allMatch(score -> score.negativeLogLikelihood() == least);
      greedyCount += greedy.size();
    }
    assertThat(greedyCount).isPositive();
  }

  @Test
  @DisplayName("of nothing is nothing")
  void acceptsNone() {
    assertThat(trial.trained().scoreContinuations(List.of())).isEmpty();
  }
}
