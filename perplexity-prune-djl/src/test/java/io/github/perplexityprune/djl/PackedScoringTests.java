/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedScoringTests {
  private static final int VOCABULARY = 300;
  private static final ReferenceModelConfig CONFIG =
      new ReferenceModelConfig(Architecture.MPT, 2, 32, 4, 48, 64, VOCABULARY);

  @Test
  void scoringAnewFromAPlaceWhereNothingIsHalfDoneGivesTheSameBits() {
    try (Decoder decoder = Decoder.random(DecoderLayout.of(CONFIG), Processor.cpu(), 7);
        Tokenizer tokenizer = Tokenizer.cl100k(VOCABULARY)) {
      List<Document> documents = documents();
      Reported whole = score(decoder, tokenizer, documents);

      assertThat(whole.documents).isEqualTo(documents);
      assertThat(whole.settledAfter).hasSizeGreaterThan(5).endsWith(documents.size());
      for (int from : whole.settledAfter) {
        Reported rest = score(decoder, tokenizer, documents.subList(from, documents.size()));

        assertThat(rest.scores).isEqualTo(whole.scores.subList(from, documents.size()));
      }
    }
  }

  /** Words at random; some documents are longer than a pass, most shorter than the context. */
  private static List<Document> documents() {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, 150)
        .mapToObj(
            i ->
                Document.of(
                    "document " + i,
                    IntStream.range(0, i % 40 == 39 ? 900 : random.nextInt(1, 40))
                        .mapToObj(word -> Integer.toString(random.nextInt(1000), 36))
                        .collect(Collectors.joining(" "))))
        .toList();
  }

  private static Reported score(Decoder decoder, Tokenizer tokenizer, List<Document> documents) {
    Reported reported = new Reported();
    new PackedScoring(decoder, decoder.threads(), tokenizer, 0, 64, 48, reported)
        .run(documents.iterator());
    return reported;
  }

  private static final class Reported implements ScoreSink {
    private final List<Document> documents = new ArrayList<>();
    private final List<PerplexityScore> scores = new ArrayList<>();
    private final List<Integer> settledAfter = new ArrayList<>();

    @Override
    public void scored(Document document, PerplexityScore score) {
      documents.add(document);
      scores.add(score);
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      throw reason;
    }

    @Override
    public void settled() {
      settledAfter.add(documents.size());
    }
  }
}
