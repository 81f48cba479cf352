/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reading from a score store must do. */
abstract class LookupRules extends ScoreStoreRules {
  LookupRules(Supplier<ScoreStore> create) {
    super(create);
  }

  @Test
  @DisplayName("refuses documents that it does not have")
  void refusesDocumentsItDoesNotHave() {
    register("a");

    assertThatThrownBy(() -> store().row(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store().row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store().putFailure(1, "late"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> store().putScore(1, PerplexityScore.ofPerplexity(2), DocumentState.SCORED))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  @DisplayName("finds documents by their id")
  void findsDocumentsById() {
    register("a");
    register("b");
    register("2");

    assertThat(store().find("b")).hasValue(1);
    assertThat(store().find("2")).hasValue(2);
    assertThat(store().find("1")).isEmpty();
    assertThat(store().find("c")).isEmpty();
  }

  @Test
  @DisplayName("finds the first of several documents of an id")
  void findsTheFirstOfSeveralDocumentsOfAnId() {
    register("twin");
    register("twin");

    assertThat(store().find("twin")).hasValue(0);
  }

  @Test
  @DisplayName("finds the first when a later document is named like its ordinal")
  void findsTheFirstWhenALaterDocumentIsNamedLikeItsOrdinal() {
    register("a");
    register("1");
    register("1");

    assertThat(store().find("1")).hasValue(1);
  }

  @Test
  @DisplayName("finds a later ordinal's name where it is given first")
  void findsALaterOrdinalsNameWhereItIsGivenFirst() {
    register("1");
    register("1");

    assertThat(store().find("1")).hasValue(0);
  }

  @Test
  @DisplayName("takes numbers that are no ordinals for names")
  void takesNumbersThatAreNoOrdinalsForNames() {
    register("007");
    register("+1");
    register("-1");

    assertThat(store().find("007")).hasValue(0);
    assertThat(store().find("+1")).hasValue(1);
    assertThat(store().find("-1")).hasValue(2);
    assertThat(store().find("0")).isEmpty();
    assertThat(store().find("99999999999999999999")).isEmpty();
  }

  @Test
  @DisplayName("keeps ids and domains of any characters")
  void keepsIdsAndDomainsOfAnyCharacters() {
    String id = "a 'b' \"c\" ? % \u00e4 \ud83d\ude00\n";
    store().register(id, id, DocumentState.PENDING, 0, 1);
    store().register("", "", DocumentState.PENDING, 0, 1);

    assertThat(store().row(0).id()).isEqualTo(id);
    assertThat(store().row(1).id()).isEmpty();
    assertThat(store().domains()).containsExactly(id, "");
    assertThat(store().find(id)).hasValue(0);
    assertThat(store().find("")).hasValue(1);
  }

  @Test
  @DisplayName("visits documents in order, and answers questions meanwhile")
  void visitsDocumentsInOrder() {
    register("a");
    register("b");
    List<String> visited = new ArrayList<>();

    store()
        .forEach(
            row -> visited.add(row.ordinal() + row.id() + store().row(1 - row.ordinal()).id()));

    assertThat(visited).containsExactly("0ab", "1ba");
  }

  @Test
  @DisplayName("gives rows that stay valid")
  void givesRowsThatStayValid() {
    register("a");
    register("b");

    ScoreRow first = store().row(0);
    store().row(1);

    assertThat(first.ordinal()).isZero();
    assertThat(first.id()).isEqualTo("a");
  }

  @Test
  @DisplayName("orders equal scores as the store in memory does: by the id alone")
  void ordersTiesByTheIdAlone() {
    register("a");
    register("1");
    ScoreStore other = ScoreStore.inMemory();
    other.register("1", "web", DocumentState.PENDING, 3, 99);
    other.register("a", "web", DocumentState.PENDING, 3, 99);

    assertThat(store().row(0).tieBreak()).isEqualTo(other.row(1).tieBreak());
    assertThat(store().row(1).tieBreak()).isEqualTo(other.row(0).tieBreak());
    assertThat(store().row(0).tieBreak()).isNotEqualTo(store().row(1).tieBreak());
  }

  @Test
  @DisplayName("keeps thousands of documents apart")
  void keepsThousandsOfDocumentsApart() {
    for (int i = 0; i < 10_000; i++) {
      String id = i % 3 == 0 ? "id " + i : Integer.toString(i);
      store().register(id, "domain " + i % 300, DocumentState.PENDING, i % 256, 2L * i);
    }
    for (int i = 9_999; i >= 0; i -= 7) {
      store().putScore(i, new PerplexityScore(i + 0.5, 1 + i, 2L * i), DocumentState.SCORED);
    }

    store()
        .forEach(
            row -> {
              int i = (int) row.ordinal();
              boolean scored = (9_999 - i) % 7 == 0;
              assertThat(row.id()).isEqualTo(i % 3 == 0 ? "id " + i : Integer.toString(i));
              assertThat(row.domain()).isEqualTo(i % 300);
              assertThat(row.fold()).isEqualTo(i % 256);
              assertThat(row.byteCount()).isEqualTo(2L * i);
              assertThat(row.state())
                  .isEqualTo(scored ? DocumentState.SCORED : DocumentState.PENDING);
              assertThat(row.score())
                  .isEqualTo(
                      scored
                          ? Optional.of(new PerplexityScore(i + 0.5, 1 + i, 2L * i))
                          : Optional.empty());
            });
    assertThat(store().documentCount()).isEqualTo(10_000);
  }
}
