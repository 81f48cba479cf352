/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What recording in a score store must do. */
abstract class RecordingRules extends ScoreStoreRules {
  RecordingRules(Supplier<ScoreStore> create) {
    super(create);
  }

  @Test
  @DisplayName("is empty at first")
  void isEmptyAtFirst() {
    assertThat(store().documentCount()).isZero();
    assertThat(store().domains()).isEmpty();
    assertThat(store().references()).isEmpty();
    assertThat(store().find("0")).isEmpty();
  }

  @Test
  @DisplayName("keeps what is registered")
  void keepsWhatIsRegistered() {
    long ordinal = store().register("a", "web", DocumentState.REFERENCE, 200, 123);

    ScoreRow row = store().row(ordinal);
    assertThat(row.ordinal()).isZero();
    assertThat(row.id()).isEqualTo("a");
    assertThat(store().domains().get(row.domain())).isEqualTo("web");
    assertThat(row.state()).isEqualTo(DocumentState.REFERENCE);
    assertThat(row.fold()).isEqualTo(200);
    assertThat(row.byteCount()).isEqualTo(123);
    assertThat(row.score()).isEmpty();
    assertThat(row.failureReason()).isEmpty();
  }

  @Test
  @DisplayName("keeps scores, to the last bit")
  void keepsScores() {
    PerplexityScore score = new PerplexityScore(0.1 + 0.2, 4, 10);
    register("a");

    store().putScore(0, score, DocumentState.SCORED_BY_ITS_REFERENCE);

    assertThat(store().row(0).score()).contains(score);
    assertThat(store().row(0).meanNegativeLogLikelihood()).isEqualTo((0.1 + 0.2) / 4);
    assertThat(store().row(0).state()).isEqualTo(DocumentState.SCORED_BY_ITS_REFERENCE);
  }

  @Test
  @DisplayName("keeps negative likelihoods, as differences of scores have them, and zero")
  void keepsNegativeAndZeroScores() {
    register("a");
    register("b");

    store().putScore(0, new PerplexityScore(-2.5, 4, 10), DocumentState.SCORED);
    store().putScore(1, new PerplexityScore(0, 1, 10), DocumentState.SCORED);

    assertThat(store().row(0).negativeLogLikelihood()).isEqualTo(-2.5);
    assertThat(store().row(1).negativeLogLikelihood()).isZero();
    assertThat(store().row(1).state()).isEqualTo(DocumentState.SCORED);
  }

  @Test
  @DisplayName("keeps failures with their reason")
  void keepsFailuresWithTheirReason() {
    register("a");

    store().putFailure(0, "no 'tokens'\nat all");

    assertThat(store().row(0).state()).isEqualTo(DocumentState.FAILED);
    assertThat(store().row(0).failureReason()).contains("no 'tokens'\nat all");
  }

  @Test
  @DisplayName("shows at once what is recorded after a row was read")
  void showsWhatIsRecordedAfterReading() {
    register("a");
    register("b");
    store().row(0);

    store().putScore(1, new PerplexityScore(7, 2, 10), DocumentState.SCORED);
    store().putFailure(0, "late");
    register("c");

    assertThat(store().row(0).state()).isEqualTo(DocumentState.FAILED);
    assertThat(store().row(1).negativeLogLikelihood()).isEqualTo(7);
    assertThat(store().row(1).byteCount()).isEqualTo(10);
    assertThat(store().row(2).id()).isEqualTo("c");
    List<DocumentState> visited = new ArrayList<>();
    store().forEach(row -> visited.add(row.state()));
    assertThat(visited)
        .containsExactly(DocumentState.FAILED, DocumentState.SCORED, DocumentState.PENDING);
  }

  @Test
  @DisplayName("refuses a score in a state without one")
  void refusesAScoreInAStateWithoutOne() {
    register("a");

    assertThatThrownBy(
            () -> store().putScore(0, PerplexityScore.ofPerplexity(2), DocumentState.FAILED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state of a scored document must be a ranked one, but was FAILED");
  }

  @Test
  @DisplayName("refuses folds out of range")
  void refusesFoldsOutOfRange() {
    assertThatThrownBy(() -> store().register("a", "", DocumentState.PENDING, 256, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  @DisplayName("lists domains in order of appearance")
  void listsDomainsInOrderOfAppearance() {
    store().register("0", "b", DocumentState.PENDING, 0, 1);
    store().register("1", "a", DocumentState.PENDING, 0, 1);
    store().register("2", "b", DocumentState.PENDING, 0, 1);

    assertThat(store().domains()).containsExactly("b", "a");
    assertThat(store().row(2).domain()).isZero();
    assertThat(store().row(1).domain()).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses to mix reference models")
  void refusesToMixReferences() {
    store().recordReference(0, "one");
    store().recordReference(1, "two");
    store().recordReference(0, "one");

    assertThat(store().references()).containsExactly("one", "two");
    assertThatThrownBy(() -> store().recordReference(1, "three"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "scores of different reference models must not be mixed: the store has scores of two,"
                + " but the model in use is three; score into a new store");
  }

  @Test
  @DisplayName("may be closed again and again")
  void closesMoreThanOnce() {
    register("a");
    store().close();

    assertThatCode(store()::close).doesNotThrowAnyException();
  }
}
