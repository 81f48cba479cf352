/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ContextWindows;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reading documents longer than the context must do. */
abstract class WindowRules {
  private final EngineTrial trial;

  WindowRules(EngineTrial trial) {
    this.trial = trial;
  }

  private ReferenceModel strided(int stride) {
    return trial.trained().withWindows(ContextWindows.strided(stride));
  }

  @Test
  @DisplayName("counts every token once, however the windows lie")
  void countsEveryTokenOnce() {
    Document document = EngineTrial.longDocument();
    long tokenCount = trial.trained().score(document).tokenCount();

    assertThat(tokenCount).isGreaterThan(3L * trial.trained().contextLength());
    for (int stride : strides()) {
      assertThat(strided(stride).score(document).tokenCount())
          .as("stride %d", stride)
          .isEqualTo(tokenCount);
    }
  }

  /** A token that is summed twice or left out shows at some stride as a greater difference. */
  @Test
  @DisplayName("sums every token once: to within a quarter of disjoint windows' sum")
  void sumsEveryTokenOnce() {
    Document document = EngineTrial.longDocument();
    double disjoint = trial.trained().score(document).negativeLogLikelihood();

    for (int stride : strides()) {
      assertThat(strided(stride).score(document).negativeLogLikelihood())
          .as("stride %d", stride)
          .isCloseTo(disjoint, withPercentage(25));
    }
  }

  private List<Integer> strides() {
    int contextLength = trial.trained().contextLength();
    return List.of(1, 2, contextLength / 2, contextLength - 1, contextLength);
  }

  @Test
  @DisplayName("scores differently with more context")
  void usesTheContext() {
    Document document = EngineTrial.longDocument();

    double disjoint = trial.trained().score(document).negativeLogLikelihood();
    double strided =
        strided(trial.trained().contextLength() / 2).score(document).negativeLogLikelihood();

    assertThat(Math.abs(strided - disjoint))
        .isGreaterThan(EngineTrial.RELATIVE_TOLERANCE * disjoint);
  }

  @Test
  @DisplayName("takes a stride of the whole context for disjoint windows")
  void strideOfTheContextIsDisjoint() {
    Document document = EngineTrial.longDocument();

    assertThat(strided(trial.trained().contextLength()).score(document))
        .isEqualTo(trial.trained().score(document));
  }

  @Test
  @DisplayName("makes no difference to documents that fit into the context")
  void ignoresShortDocuments() {
    Document document = Document.of("short", "the old king");
    double disjoint = trial.trained().score(document).negativeLogLikelihood();

    assertThat(strided(trial.trained().contextLength() / 2).score(document).negativeLogLikelihood())
        .isCloseTo(disjoint, withPercentage(EngineTrial.TOLERANCE_PERCENT));
  }

  @Test
  @DisplayName("is part of the fingerprint")
  void isPartOfTheFingerprint() {
    assertThat(strided(3).fingerprint())
        .isNotEqualTo(trial.trained().fingerprint())
        .isNotEqualTo(strided(4).fingerprint())
        .isEqualTo(strided(3).fingerprint());
  }

  @Test
  @DisplayName("says which windows are in use")
  void saysWhichWindows() {
    assertThat(trial.trained().windows()).isEqualTo(ContextWindows.disjoint());
    assertThat(strided(3).windows()).isEqualTo(ContextWindows.strided(3));
  }

  @Test
  @DisplayName("refuses a stride longer than the context")
  void refusesLongStrides() {
    int contextLength = trial.trained().contextLength();

    assertThatThrownBy(() -> strided(contextLength + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stride")
        .hasMessageContaining(Integer.toString(contextLength + 1));
  }

  @Test
  @DisplayName("reads after another prefix token when told so")
  void readsAfterAnotherToken() {
    ReferenceModel model = trial.trained();

    ReferenceModel told = model.withWindows(ContextWindows.disjoint().after(65));

    assertThat(told.fingerprint()).isNotEqualTo(model.fingerprint());
    assertThat(told.score(EngineTrial.longDocument()))
        .isNotEqualTo(model.score(EngineTrial.longDocument()));
  }

  @Test
  @DisplayName("refuses a prefix token that its vocabulary does not have")
  void refusesUnknownPrefixTokens() {
    assertThatThrownBy(
            () -> trial.trained().withWindows(ContextWindows.disjoint().after(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prefixToken")
        .hasMessageContaining("1000000");
  }

  @Test
  @DisplayName("shares the weights, so that closing either model closes both")
  void sharesWeights() {
    ReferenceModel model = trial.train(trial.briefTraining());

    model.withWindows(ContextWindows.strided(3)).close();

    assertThatThrownBy(() -> model.score(EngineTrial.longDocument()))
        .isInstanceOf(IllegalStateException.class);
  }
}
