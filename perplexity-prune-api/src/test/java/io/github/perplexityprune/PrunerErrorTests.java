/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import io.github.perplexityprune.score.ScoreSink;
import io.github.perplexityprune.select.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a caller reads when something cannot work. */
class PrunerErrorTests {
  private static final Article ARTICLE = Article.of("a", 2);

  private static void assertRefused(DocumentSource<?> source, String message) {
    assertThatThrownBy(() -> Pruner.builder().scorer(Article.SCORER).score(source))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessage(message);
  }

  @Test
  void anEmptySource() {
    assertRefused(
        Article.source(),
        "the source must have documents, but is empty; check where it reads from");
  }

  @Test
  void aSourceWithoutText() {
    assertRefused(
        DocumentSource.ofTexts(List.of("", "", "")),
        "the source must have documents with text, but all 3 are empty; check the function that"
            + " gives a document's text");
  }

  @Test
  void aSplitThatLeavesNothingToScore() {
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .split(ReferenceSplit.excluded(0.999999))
            .build();

    assertThatThrownBy(
            () -> Pruner.builder().reference(trainer).score(DocumentSource.ofTexts(List.of("a"))))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageStartingWith(
            "the source must leave documents to score, but of 1 documents 1 have text and all of"
                + " these train the reference model")
        .hasMessageContaining("cross-fitted");
  }

  @Test
  void aSplitThatLeavesNothingToTrainOn() {
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .split(ReferenceSplit.excluded(0.000001))
            .build();

    assertThatThrownBy(
            () -> Pruner.builder().reference(trainer).score(DocumentSource.ofTexts(List.of("a"))))
        .isInstanceOf(ReferenceModelTrainingException.class)
        .hasMessageStartingWith("the reference split must leave documents to train on, but Drawn")
        .hasMessageContaining("use a larger share, more documents, cross-fitting, or a model");
  }

  @Test
  void aNullText() {
    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .score(Article.source(ARTICLE, new Article("b", null, ""))))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "text of document 'b' must not be null; return an empty string for a document without"
                + " text");
  }

  @Test
  void aNullId() {
    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .score(Article.source(ARTICLE, new Article(null, "3", ""))))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("id of document 1 must not be null");
  }

  @Test
  void aNullDomain() {
    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .score(Article.source(ARTICLE, new Article("b", "3", null))))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("domain of document 'b' must not be null; use an empty string for none");
  }

  @Test
  void aNullItem() {
    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .score(Article.source(Arrays.asList(ARTICLE, null))))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("document 1 of the source must not be null");
  }

  @Test
  void aSourceThatCannotBeRead() {
    UncheckedIOException thrown = new UncheckedIOException(new IOException("disk gone"));
    DocumentSource<String> source =
        DocumentSource.reopening(
            () ->
                Stream.of("a")
                    .peek(
                        text -> {
                          throw thrown;
                        }),
            text -> text);

    assertThatThrownBy(() -> Pruner.builder().scorer(Article.SCORER).score(source))
        .isSameAs(thrown);
  }

  @Test
  void anOverlongDocument() {
    PruneResult<String> result =
        Pruner.builder()
            .scorer(Article.SCORER)
            .criterion(low(1))
            .maximumDocumentCharacters(3)
            .prune(DocumentSource.ofTexts(List.of("2", "3000")));

    Decision decision = result.explain("1");
    assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(decision.failureReason())
        .contains(
            "document '1' must have at most 3 characters, but has 4; split it, or raise"
                + " maximumDocumentCharacters");
  }

  @Test
  void aDocumentOfFiftyMegabytes() {
    DocumentSource<String> source =
        DocumentSource.ofTexts(List.of("2", "x".repeat(50 * 1024 * 1024)));
    PerplexityScorer scorer = document -> new PerplexityScore(1, 1, document.text().length());

    Decision byDefault =
        Pruner.builder().scorer(scorer).criterion(low(1)).prune(source).explain("1");
    Decision raised =
        Pruner.builder()
            .scorer(scorer)
            .criterion(low(1))
            .maximumDocumentCharacters(Integer.MAX_VALUE)
            .prune(source)
            .explain("1");

    assertThat(byDefault.failureReason().orElseThrow())
        .startsWith("document '1' must have at most 10000000 characters, but has 52428800;");
    assertThat(raised.verdict()).isEqualTo(Verdict.KEPT);
  }

  @Test
  void aSourceWithMoreDocumentsTheSecondTime() {
    int[] openings = {0};
    DocumentSource<Integer> growing =
        DocumentSource.reopening(
            () -> Stream.iterate(1, i -> i + 1).limit(2 + openings[0]++), i -> i + "");

    assertRefused(
        growing,
        "a source must give the same documents each time it is opened, but now gives more than the"
            + " 2 documents it gave before; do not change it between scoring and reading the result");
  }

  @Test
  void aSourceWithFewerDocumentsTheSecondTime() {
    int[] openings = {0};
    DocumentSource<Integer> shrinking =
        DocumentSource.reopening(
            () -> Stream.iterate(1, i -> i + 1).limit(3 - openings[0]++), i -> i + "");

    assertRefused(
        shrinking,
        "a source must give the same documents each time it is opened, but now gives 2 documents"
            + " instead of 3; do not change it between scoring and reading the result");
  }

  @Test
  void aSourceThatChangesBeforeTheResultIsRead() {
    int[] openings = {0};
    DocumentSource<Integer> shrinking =
        DocumentSource.reopening(
            () -> Stream.iterate(1, i -> i + 1).limit(openings[0]++ < 2 ? 3 : 1), i -> i + "");
    PruneResult<Integer> result =
        Pruner.builder().scorer(Article.SCORER).criterion(low(1)).prune(shrinking);

    assertThatThrownBy(() -> result.kept().count())
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("now gives 1 documents instead of 3");
  }

  @Test
  void aScorerThatSkipsDocuments() {
    PerplexityScorer forgetful =
        new PerplexityScorer() {
          @Override
          public PerplexityScore score(Document document) {
            return PerplexityScore.ofPerplexity(2);
          }

          @Override
          public void scoreAll(Iterator<Document> documents, ScoreSink results) {
            Document first = documents.next();
            results.scored(first, score(first));
            documents.next();
          }

          @Override
          public String toString() {
            return "forgetful scorer";
          }
        };

    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(forgetful)
                    .score(Article.source(ARTICLE, Article.of("b", 3), Article.of("c", 4))))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessage(
            "a scorer must report every document, but forgetful scorer left out document 1 of the"
                + " source");
  }

  @Test
  void aScorerThatReportsDocumentsInAnotherOrder() {
    PerplexityScorer backwards =
        new PerplexityScorer() {
          @Override
          public PerplexityScore score(Document document) {
            return PerplexityScore.ofPerplexity(2);
          }

          @Override
          public void scoreAll(Iterator<Document> documents, ScoreSink results) {
            Document first = documents.next();
            Document second = documents.next();
            results.scored(second, score(second));
            results.scored(first, score(first));
          }
        };

    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(backwards)
                    .score(Article.source(ARTICLE, Article.of("b", 3))))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageEndingWith("but reported 'b' in place of 'a'");
  }

  @Test
  void aScorerThatReadsNothing() {
    PerplexityScorer idle =
        new PerplexityScorer() {
          @Override
          public PerplexityScore score(Document document) {
            return PerplexityScore.ofPerplexity(2);
          }

          @Override
          public void scoreAll(Iterator<Document> documents, ScoreSink results) {}

          @Override
          public String toString() {
            return "idle scorer";
          }
        };

    assertThatThrownBy(() -> Pruner.builder().scorer(idle).score(Article.source(ARTICLE)))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageStartingWith(
            "a scorer must report every document, but idle scorer left out document 0 of the source");
  }

  @Test
  void aScorerThatFailsEverywhere() {
    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .score(DocumentSource.ofTexts(List.of("one", "two"))))
        .isInstanceOf(ScoringException.class)
        .hasMessage(
            "at least one document must be scored, but all 2 failed; the last: document '1' is no"
                + " number");
  }
}
