/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a score store must do that can be opened again. */
abstract class DurabilityRules extends ScoreStoreRules {
  private final Supplier<ScoreStore> reopen;

  DurabilityRules(Supplier<ScoreStore> create, Supplier<ScoreStore> reopen) {
    super(create);
    this.reopen = reopen;
  }

  private void closeAndReopen() {
    store().close();
    use(reopen.get());
  }

  @Test
  @DisplayName("holds what was recorded up to a last checkpoint when opened again")
  void holdsWhatWasCheckpointed() {
    store().register("a", "web", DocumentState.PENDING, 3, 10);
    store().register("1", "", DocumentState.EMPTY, 0, 0);
    store().register("c", "web", DocumentState.PENDING, 255, 1_000_000);
    store().recordReference(1, "model");
    store().putScore(0, new PerplexityScore(0.1 + 0.2, 3, 10), DocumentState.SCORED);
    store().putFailure(2, "too long");
    store().checkpoint();
    List<String> before = lines();

    closeAndReopen();

    assertThat(lines()).isEqualTo(before).hasSize(3);
    assertThat(store().domains()).containsExactly("web", "");
    assertThat(store().references()).containsExactly("", "model");
  }

  @Test
  @DisplayName("holds nothing that no checkpoint followed")
  void holdsNothingAfterTheLastCheckpoint() {
    register("a");
    store().checkpoint();
    register("b");
    store().recordReference(0, "model");

    closeAndReopen();

    assertThat(store().documentCount()).isLessThanOrEqualTo(1);
    assertThat(store().references()).isEmpty();
  }

  @Test
  @DisplayName("goes on where it ended")
  void goesOnWhereItEnded() {
    store().register("a", "web", DocumentState.PENDING, 0, 10);
    store().recordReference(0, "model");
    store().checkpoint();
    closeAndReopen();

    long ordinal = store().register("b", "web", DocumentState.PENDING, 0, 10);
    store().register("c", "code", DocumentState.PENDING, 0, 10);
    store().putScore(0, new PerplexityScore(7, 2, 10), DocumentState.SCORED);
    store().checkpoint();
    closeAndReopen();

    assertThat(ordinal).isEqualTo(1);
    assertThat(lines()).hasSize(3);
    assertThat(store().domains()).containsExactly("web", "code");
    assertThat(store().row(0).negativeLogLikelihood()).isEqualTo(7);
    assertThat(store().find("c")).hasValue(2);
    assertThatThrownBy(() -> store().recordReference(0, "another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("scores of model, but the model in use is another");
  }

  @Test
  @DisplayName("is not changed by being opened, read and closed")
  void isNotChangedByReading() {
    register("a");
    store().checkpoint();
    closeAndReopen();
    List<String> before = lines();

    closeAndReopen();

    assertThat(lines()).isEqualTo(before).hasSize(1);
  }

  @Test
  @DisplayName("records nothing once it is closed")
  void recordsNothingOnceClosed() {
    store().close();

    assertThatThrownBy(() -> register("late")).isInstanceOf(IllegalStateException.class);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    store()
        .forEach(
            row ->
                lines.add(
                    String.join(
                        " ",
                        row.id(),
                        store().domains().get(row.domain()),
                        row.state().toString(),
                        Integer.toString(row.fold()),
                        Long.toString(row.byteCount()),
                        row.score().toString(),
                        row.failureReason().toString())));
    return lines;
  }
}
