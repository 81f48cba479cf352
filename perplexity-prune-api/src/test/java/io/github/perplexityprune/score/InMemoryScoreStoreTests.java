/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryScoreStoreTests {
  private final ScoreStore store = ScoreStore.inMemory();

  private long register(String id) {
    return store.register(id, "", DocumentState.PENDING, 0, 10);
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(store.documentCount()).isZero();
    assertThat(store.domains()).isEmpty();
    assertThat(store.references()).isEmpty();
    assertThat(store.find("0")).isEmpty();
  }

  @Test
  void keepsWhatIsRegistered() {
    long ordinal = store.register("a", "web", DocumentState.REFERENCE, 200, 123);

    ScoreRow row = store.row(ordinal);
    assertThat(row.ordinal()).isZero();
    assertThat(row.id()).isEqualTo("a");
    assertThat(store.domains().get(row.domain())).isEqualTo("web");
    assertThat(row.state()).isEqualTo(DocumentState.REFERENCE);
    assertThat(row.fold()).isEqualTo(200);
    assertThat(row.byteCount()).isEqualTo(123);
    assertThat(row.score()).isEmpty();
    assertThat(row.failureReason()).isEmpty();
  }

  @Test
  void keepsScores() {
    PerplexityScore score = new PerplexityScore(12.5, 4, 10);
    register("a");

    store.putScore(0, score, DocumentState.SCORED);

    assertThat(store.row(0).score()).contains(score);
    assertThat(store.row(0).meanNegativeLogLikelihood()).isEqualTo(3.125);
    assertThat(store.row(0).state()).isEqualTo(DocumentState.SCORED);
  }

  @Test
  void keepsFailuresWithTheirReason() {
    register("a");

    store.putFailure(0, "no tokens");

    assertThat(store.row(0).state()).isEqualTo(DocumentState.FAILED);
    assertThat(store.row(0).failureReason()).contains("no tokens");
  }

  @Test
  void refusesAScoreInAStateWithoutOne() {
    register("a");

    assertThatThrownBy(
            () -> store.putScore(0, PerplexityScore.ofPerplexity(2), DocumentState.FAILED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state of a scored document must be a ranked one, but was FAILED");
  }

  @Test
  void refusesDocumentsItDoesNotHave() {
    register("a");

    assertThatThrownBy(() -> store.row(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.putFailure(1, "late"))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesFoldsOutOfRange() {
    assertThatThrownBy(() -> store.register("a", "", DocumentState.PENDING, 256, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void findsDocumentsById() {
    register("a");
    register("b");
    register("2");

    assertThat(store.find("b")).hasValue(1);
    assertThat(store.find("2")).hasValue(2);
    assertThat(store.find("1")).isEmpty();
    assertThat(store.find("c")).isEmpty();
  }

  @Test
  void findsTheFirstOfSeveralDocumentsOfAnId() {
    register("twin");
    register("twin");

    assertThat(store.find("twin")).hasValue(0);
  }

  @Test
  void findsTheFirstWhenALaterDocumentIsNamedLikeItsOrdinal() {
    register("a");
    register("1");
    register("1");

    assertThat(store.find("1")).hasValue(1);
  }

  @Test
  void findsALaterOrdinalsNameWhereItIsGivenFirst() {
    register("1");
    register("1");

    assertThat(store.find("1")).hasValue(0);
  }

  @Test
  void takesNumbersThatAreNoOrdinalsForNames() {
    register("007");
    register("+1");
    register("-1");

    assertThat(store.find("007")).hasValue(0);
    assertThat(store.find("+1")).hasValue(1);
    assertThat(store.find("-1")).hasValue(2);
    assertThat(store.find("0")).isEmpty();
    assertThat(store.find("99999999999999999999")).isEmpty();
  }

  @Test
  void listsDomainsInOrderOfAppearance() {
    store.register("0", "b", DocumentState.PENDING, 0, 1);
    store.register("1", "a", DocumentState.PENDING, 0, 1);
    store.register("2", "b", DocumentState.PENDING, 0, 1);

    assertThat(store.domains()).containsExactly("b", "a");
    assertThat(store.row(2).domain()).isZero();
    assertThat(store.row(1).domain()).isEqualTo(1);
  }

  @Test
  void visitsDocumentsInOrder() {
    register("a");
    register("b");
    List<String> visited = new ArrayList<>();

    store.forEach(row -> visited.add(row.ordinal() + row.id()));

    assertThat(visited).containsExactly("0a", "1b");
  }

  @Test
  void refusesToMixReferences() {
    store.recordReference(0, "one");
    store.recordReference(1, "two");
    store.recordReference(0, "one");

    assertThat(store.references()).containsExactly("one", "two");
    assertThatThrownBy(() -> store.recordReference(1, "three"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "scores of different reference models must not be mixed: the store has scores of two,"
                + " but the model in use is three; score into a new store");
  }

  @Test
  void ordersTiesByTheIdAlone() {
    register("a");
    register("b");
    ScoreStore other = ScoreStore.inMemory();
    other.register("b", "web", DocumentState.PENDING, 3, 99);

    assertThat(other.row(0).tieBreak())
        .isEqualTo(store.row(1).tieBreak())
        .isNotEqualTo(store.row(0).tieBreak());
  }

  /** More rows than a chunk holds, with columns that begin late. */
  @Test
  void growsBeyondAMillionDocuments() {
    int count = (1 << 20) + 1000;
    int late = (1 << 20) - 3;
    for (int i = 0; i < count; i++) {
      boolean special = i >= late;
      long ordinal =
          store.register(
              special ? "late " + i : Integer.toString(i),
              special ? "web" : "",
              DocumentState.PENDING,
              special ? 255 : 0,
              i);
      store.putScore(ordinal, new PerplexityScore(i, 1 + i % 7, 5), DocumentState.SCORED);
    }

    assertThat(store.documentCount()).isEqualTo(count);
    long[] next = {0};
    store.forEach(
        row -> {
          long i = next[0]++;
          if (row.ordinal() != i
              || row.negativeLogLikelihood() != i
              || row.tokenCount() != 1 + i % 7
              || row.byteCount() != i
              || row.fold() != (i >= late ? 255 : 0)
              || row.domain() != (i >= late ? 1 : 0)
              || !row.id().equals(i >= late ? "late " + i : Long.toString(i))) {
            throw new AssertionError("row " + i + " has changed");
          }
        });
    assertThat(next[0]).isEqualTo(count);
    assertThat(store.find("late " + (count - 1))).hasValue(count - 1);
    assertThat(store.find("1000000")).hasValue(1_000_000);
    assertThat(store.find(Integer.toString(late))).isEmpty();
  }
}
