/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What scoring must do. */
abstract class ScoringRules {
  private final EngineTrial trial;

  ScoringRules(EngineTrial trial) {
    this.trial = trial;
  }

  private RecordedOutcomes score(List<Document> documents) {
    return RecordedOutcomes.of(trial.trained(), documents);
  }

  private static void assertSame(PerplexityScore actual, PerplexityScore expected, String what) {
    assertThat(actual.negativeLogLikelihood())
        .as(what)
        .isCloseTo(expected.negativeLogLikelihood(), withPercentage(EngineTrial.TOLERANCE_PERCENT));
    assertThat(actual.tokenCount()).as(what).isEqualTo(expected.tokenCount());
    assertThat(actual.byteCount()).as(what).isEqualTo(expected.byteCount());
  }

  @Test
  @DisplayName("gives finite, positive sums of at least one token")
  void givesSums() {
    assertThat(score(EngineTrial.documents()).scores())
        .hasSameSizeAs(EngineTrial.documents())
        .allSatisfy(
            score -> {
              assertThat(score.negativeLogLikelihood()).isFinite().isPositive();
              assertThat(score.tokenCount()).isPositive();
            });
  }

  @Test
  @DisplayName("agrees between one by one and all at once")
  void batchAgreesWithSingle() {
    List<Document> documents = EngineTrial.documents();

    List<PerplexityScore> together = score(documents).scores();

    for (int i = 0; i < documents.size(); i++) {
      assertSame(together.get(i), trial.trained().score(documents.get(i)), documents.get(i).id());
    }
  }

  @Test
  @DisplayName("does not depend on the order or on the neighbours")
  void ignoresNeighbours() {
    List<Document> forwards = EngineTrial.documents();
    List<Document> backwards = new ArrayList<>(forwards);
    Collections.reverse(backwards);
    backwards.add(0, EngineTrial.longDocument());

    List<PerplexityScore> expected = score(forwards).scores();
    List<PerplexityScore> actual = score(backwards).scores();

    for (int i = 0; i < forwards.size(); i++) {
      assertSame(actual.get(forwards.size() - i), expected.get(i), forwards.get(i).id());
    }
  }

  @Test
  @DisplayName("does not depend on the id")
  void ignoresTheId() {
    Document document = EngineTrial.longDocument();

    PerplexityScore renamed = trial.trained().score(Document.of("renamed", document.text()));

    assertThat(renamed).isEqualTo(trial.trained().score(document));
  }

  @Test
  @DisplayName("counts the bytes of the text in UTF-8")
  void countsBytes() {
    for (Document document : EngineTrial.documents()) {
      assertThat(trial.trained().score(document).byteCount())
          .isEqualTo(document.text().getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  @DisplayName("counts more tokens in a longer text")
  void countsTokens() {
    Document once = Document.of("once", EngineTrial.longDocument().text());
    Document twice = Document.of("twice", once.text() + "\n" + once.text());

    assertThat(trial.trained().score(twice).tokenCount())
        .isGreaterThan(trial.trained().score(once).tokenCount());
  }

  @Test
  @DisplayName("reports each document once, in order")
  void reportsInOrder() {
    List<Document> documents = EngineTrial.documents();

    assertThat(score(documents).ids()).isEqualTo(documents.stream().map(Document::id).toList());
  }

  @Test
  @DisplayName("reports and reads on the calling thread")
  void staysOnTheCallingThread() {
    Set<Thread> readers = new LinkedHashSet<>();
    Iterator<Document> documents =
        EngineTrial.documents().stream()
            .peek(document -> readers.add(Thread.currentThread()))
            .iterator();
    RecordedOutcomes outcomes = new RecordedOutcomes();

    trial.trained().scoreAll(documents, outcomes);

    assertThat(readers).containsExactly(Thread.currentThread());
    assertThat(outcomes.threads()).containsExactly(Thread.currentThread());
  }

  @Test
  @DisplayName("reports nothing of no documents")
  void takesNoDocuments() {
    assertThat(score(List.of()).ids()).isEmpty();
  }

  @Test
  @DisplayName("reports copies of a document each by itself")
  void reportsCopies() {
    Document document = EngineTrial.documents().get(3);

    assertThat(score(List.of(document, document, document)).ids())
        .containsExactly(document.id(), document.id(), document.id());
  }

  @Test
  @DisplayName("leaves the model as it was")
  void leavesTheModelAsItWas() {
    String before = trial.trained().fingerprint();

    score(EngineTrial.documents());

    assertThat(trial.trained().fingerprint()).isEqualTo(before);
  }

  @Test
  @DisplayName("gives the same on another thread than the one that trained")
  void worksOnAnotherThread() {
    Document document = EngineTrial.longDocument();
    PerplexityScore here = trial.trained().score(document);

    PerplexityScore there =
        CompletableFuture.supplyAsync(() -> trial.trained().score(document)).join();

    assertThat(there).isEqualTo(here);
  }

  @Test
  @DisplayName("refuses an empty text with a scoring exception that names the document")
  void refusesEmptyText() {
    assertThatThrownBy(() -> trial.trained().score(Document.of("blank page", "")))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("blank page");
  }

  @Test
  @DisplayName("takes texts of one character, emoji, control characters and very long words")
  void takesAnyText() {
    Map<String, String> texts =
        Map.of(
            "one letter",
            "x",
            "one space",
            " ",
            "one emoji",
            "\uD83D\uDE00",
            "emoji",
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ".repeat(20),
            "control characters",
            characters(0, 0xA0),
            "line ends",
            "\r\n\n\r\u2028\u0085".repeat(20),
            "private use and noncharacters",
            "\uE000\uFFFE\uFFFF\uFEFF",
            "a very long word",
            "a".repeat(5_000),
            "a very long word of many letters",
            characters('a', 'z').repeat(200),
            "right to left",
            "\u0627\u0644\u0633\u0644\u0627\u0645 \u05E9\u05DC\u05D5\u05DD");

    texts.forEach(
        (name, text) -> {
          PerplexityScore score = trial.trained().score(Document.of(name, text));
          assertThat(score.negativeLogLikelihood()).as(name).isFinite();
          assertThat(score.byteCount())
              .as(name)
              .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        });
  }

  private static String characters(int from, int to) {
    return IntStream.range(from, to).mapToObj(Character::toString).collect(Collectors.joining());
  }

  @Test
  @DisplayName("takes an unpaired surrogate for U+FFFD")
  void takesUnpairedSurrogates() {
    PerplexityScore broken = trial.trained().score(Document.of("broken", "a\uD800b\uDC00"));

    assertThat(broken).isEqualTo(trial.trained().score(Document.of("mended", "a\uFFFDb\uFFFD")));
  }

  @Test
  @DisplayName("ends with the exception of who receives the results, and can go on afterwards")
  void passesOnAnExceptionOfTheSink() {
    IllegalStateException thrown = new IllegalStateException("enough");
    ScoreSink failing =
        new ScoreSink() {
          @Override
          public void scored(Document document, PerplexityScore score) {
            throw thrown;
          }

          @Override
          public void failed(Document document, ScoringException reason) {
            throw thrown;
          }
        };

    assertThatThrownBy(() -> trial.trained().scoreAll(EngineTrial.documents().iterator(), failing))
        .isSameAs(thrown);
    assertThat(score(EngineTrial.documents()).ids()).hasSameSizeAs(EngineTrial.documents());
  }

  @Test
  @DisplayName("ends with the exception of reading the documents, and can go on afterwards")
  void passesOnAnExceptionOfReading() {
    UncheckedIOException thrown = new UncheckedIOException(new IOException("gone"));
    Iterator<Document> documents =
        EngineTrial.documents().stream()
            .peek(
                document -> {
                  if (document.id().equals("document 5")) {
                    throw thrown;
                  }
                })
            .iterator();

    assertThatThrownBy(() -> trial.trained().scoreAll(documents, new RecordedOutcomes()))
        .isSameAs(thrown);
    assertThat(score(EngineTrial.documents()).ids()).hasSameSizeAs(EngineTrial.documents());
  }
}
