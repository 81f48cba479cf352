/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteScoreStoreTests {
  private static final InputFingerprint FIRST = new InputFingerprint("a.jsonl", 10, "aa");
  private static final InputFingerprint SECOND = new InputFingerprint("b.jsonl", 20, "bb");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() throws IOException {
    file = folder.toRealPath().resolve("scores of 50% & more?.db");
  }

  private SqliteScoreStore open() {
    return SqliteScoreStore.open(file);
  }

  static Stream<SelectionCriterion> selectsAsTheStoreInMemoryDoes() {
    return Stream.of(
        low(0.5),
        medium(0.3).perDomain(),
        high(0.2).byTokens(),
        random(0.4, 7),
        low(0.4).minimumTokens(50).keepUnscored());
  }

  @ParameterizedTest
  @MethodSource
  void selectsAsTheStoreInMemoryDoes(SelectionCriterion criterion) {
    ScoreStore memory = ScoreStore.inMemory();
    SqliteFilling.fill(memory, at -> {});
    try (ScoreStore store = SqliteScoreStore.open(file, Long.MAX_VALUE)) {
      SqliteFilling.fill(store, at -> {});

      assertThat(keptIds(store, criterion)).isEqualTo(keptIds(memory, criterion)).isNotEmpty();
    }
  }

  private static List<String> keptIds(ScoreStore store, SelectionCriterion criterion) {
    var selection = criterion.select(store);
    List<String> kept = new ArrayList<>();
    store.forEach(
        row -> {
          if (selection.isKept(row)) {
            kept.add(row.id());
          }
        });
    return kept;
  }

  @Test
  void isFinishedByASecondPruner() {
    List<String> texts = IntStream.range(1, 200).mapToObj("x"::repeat).toList();
    List<Integer> scored = new ArrayList<>();
    try (ScoreStore store = SqliteScoreStore.open(file, /* commitNanos= */ 0)) {
      Pruner cutOff = Pruner.builder().scorer(document -> scoreUpTo(100, document, scored)).build();
      assertThatThrownBy(() -> cutOff.score(DocumentSource.ofTexts(texts), store))
          .hasMessage("cut off");
    }

    try (ScoreStore store = open()) {
      Pruner pruner = Pruner.builder().scorer(document -> scoreUpTo(999, document, scored)).build();
      PruneResult<String> result =
          pruner.score(DocumentSource.ofTexts(texts), store).select(low(0.5));

      assertThat(scored).doesNotHaveDuplicates().hasSize(199);
      assertThat(result.kept()).isEqualTo(texts.subList(0, 100));
    }
  }

  private static PerplexityScore scoreUpTo(int limit, Document document, List<Integer> scored) {
    int length = document.text().length();
    if (length > limit) {
      throw new IllegalStateException("cut off");
    }
    scored.add(length);
    return new PerplexityScore(length, 1, length);
  }

  @Test
  void explainsWithoutTheDocuments() {
    try (ScoreStore store = open()) {
      SqliteFilling.fill(store, at -> {});
    }

    try (ScoreStore store = SqliteScoreStore.openReadOnly(file)) {
      PruneResult<Void> result = ScoredDocuments.of(store).select(low(0.5));

      assertThat(result.explain("document 26").failureReason()).contains("failure of 26");
      assertThat(result.explain("8").score()).isPresent();
      assertThat(result.lowest(3)).hasSize(3);
      assertThatThrownBy(() -> result.kept().count())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("only their scores are");
    }
  }

  @Test
  void letsCheckpointsPassBetweenCommits() {
    try (SqliteScoreStore store = SqliteScoreStore.open(file, Long.MAX_VALUE)) {
      store.register("a", "", DocumentState.PENDING, 0, 1);
      store.checkpoint();
      store.register("b", "", DocumentState.PENDING, 0, 1);
    }

    try (ScoreStore store = open()) {
      assertThat(store.documentCount()).isZero();
    }
  }

  @Test
  void showsAReaderOneMoment() {
    try (SqliteScoreStore store = SqliteScoreStore.open(file, /* commitNanos= */ 0)) {
      store.register("a", "", DocumentState.PENDING, 0, 1);
      store.checkpoint();
      try (ScoreStore reader = SqliteScoreStore.openReadOnly(file)) {
        store.register("b", "", DocumentState.PENDING, 0, 1);
        store.checkpoint();

        assertThat(SqliteFilling.content(reader)).hasSize(2);
        assertThat(reader.find("b")).isEmpty();
      }
      try (ScoreStore reader = SqliteScoreStore.openReadOnly(file)) {
        assertThat(reader.find("b")).hasValue(1);
      }
    }
  }

  @Test
  void recordsNothingWhenOpenedForReading() {
    open().close();

    try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(file)) {
      assertThatThrownBy(() -> store.register("a", "", DocumentState.PENDING, 0, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the score store " + file + " was opened to be read; use SqliteScoreStore.open");
    }
  }

  @Test
  void isOneFileAndItsLockWhenClosed() {
    open().close();
    SqliteScoreStore.openReadOnly(file).close();

    assertThat(folder)
        .isDirectoryContaining(path -> path.equals(file))
        .isDirectoryNotContaining("glob:**-{wal,shm,journal}");
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void isReadWhereItsFolderIsNotAskedForAnything() throws Exception {
    open().close();
    Files.delete(file.resolveSibling(file.getFileName() + "-lock"));

    SqliteScoreStore.openReadOnly(file).close();

    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void keepsInputsAndTakesMore() {
    try (SqliteScoreStore store = open()) {
      store.recordInputs(List.of(FIRST));
      store.recordInputs(List.of(FIRST, SECOND));
      store.checkpoint();
    }

    try (SqliteScoreStore store = open()) {
      assertThat(store.inputs()).containsExactly(FIRST, SECOND);
      store.recordInputs(List.of(FIRST, SECOND));
      assertThat(store.inputs()).hasSize(2);
    }
  }

  @Test
  void refusesChangedInputsByName() {
    try (SqliteScoreStore store = open()) {
      store.recordInputs(List.of(FIRST, SECOND));

      assertRefused(store, List.of(FIRST), "input file b.jsonl is missing");
      assertRefused(store, List.of(SECOND, FIRST), "input file b.jsonl is in the place of a.jsonl");
      assertRefused(
          store,
          List.of(FIRST, new InputFingerprint("b.jsonl", 21, "bb")),
          "input file b.jsonl has 21 bytes where it had 20");
      assertRefused(
          store,
          List.of(FIRST, new InputFingerprint("b.jsonl", 20, "cc")),
          "input file b.jsonl has changed: its SHA-256 is cc where it was bb");
      assertThat(store.inputs()).containsExactly(FIRST, SECOND);
    }
  }

  private static void assertRefused(
      SqliteScoreStore store, List<InputFingerprint> inputs, String message) {
    assertThatThrownBy(() -> store.recordInputs(inputs))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("use a new store");
  }

  @Test
  void keepsPropertiesAsTheyWereFirstRecorded() {
    try (SqliteScoreStore store = open()) {
      store.recordProperty("text field", "content.body");
      store.checkpoint();
    }

    try (SqliteScoreStore store = open()) {
      store.recordProperty("text field", "content.body");
      assertThat(store.property("text field")).contains("content.body");
      assertThat(store.property("id field")).isEmpty();
      assertThatThrownBy(() -> store.recordProperty("text field", "text"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "text field must be what the score store "
                  + file
                  + " was made with, 'content.body', but was 'text'; use that, or a new store");
    }
  }

  @Test
  void showsPeopleNamesAndPerplexities() throws Exception {
    try (SqliteScoreStore store = open()) {
      store.register("a", "web", DocumentState.PENDING, 0, 10);
      store.register("1", "", DocumentState.PENDING, 2, 20);
      store.putScore(0, new PerplexityScore(2 * Math.log(8), 2, 10), DocumentState.SCORED);
      store.putFailure(1, "too long");
      store.checkpoint();
    }

    try (SqliteDatabase database = SqliteDatabase.openReadOnly(file);
        PreparedStatement query = database.prepare("SELECT * FROM score ORDER BY ordinal");
        ResultSet row = query.executeQuery()) {
      List<List<Object>> rows = new ArrayList<>();
      while (row.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= ScoreExport.COLUMNS.size(); i++) {
          assertThat(row.getMetaData().getColumnName(i)).isEqualTo(ScoreExport.COLUMNS.get(i - 1));
          values.add(row.getObject(i));
        }
        rows.add(values);
      }
      assertThat(rows.get(0).subList(0, 8))
          .containsExactly(0, "a", "web", "SCORED", 0, 10, 2, 2 * Math.log(8));
      assertThat((Double) rows.get(0).get(9)).isCloseTo(8, within(1e-12));
      assertThat(rows.get(1))
          .containsExactly(1, "1", "", "FAILED", 2, 20, null, null, null, null, "too long");
    }
  }
}
