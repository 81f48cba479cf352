/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static io.github.perplexityprune.benchmarks.CorpusEvaluation.print;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.djl.EngineUnderTest;
import io.github.perplexityprune.djl.EngineUnderTest.Run;
import io.github.perplexityprune.reference.ReferenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Scores texts into a store, and the same texts' token ids with the engine alone, in turn.
 *
 * <p>Arguments: a folder for checkpoints; the folder of {@code .jsonl.zst} texts; rounds; and
 * cases, each {@code model:documents}.
 */
public final class PipelineSpeed {
  private PipelineSpeed() {}

  /** Measures every case and prints a row for each. */
  public static void main(String[] arguments) throws IOException {
    Path work = Files.createDirectories(Path.of(arguments[0]));
    SpeedCorpus corpus = SpeedCorpus.natural(SpeedCorpus.read(Path.of(arguments[1])));
    int rounds = Integer.parseInt(arguments[2]);
    Machine.print();
    print("| model | documents | text to stored score | engine alone | ratio |");
    print("|---|---:|---:|---:|---:|");
    for (int i = 3; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":", 2);
      BenchmarkModel model = BenchmarkModel.valueOf(parts[0].toUpperCase(Locale.ROOT));
      List<String> texts = corpus.texts(Integer.parseInt(parts[1]));
      measure(model.folder(work), parts[0], texts, rounds);
    }
  }

  private static void measure(Path folder, String name, List<String> texts, int rounds) {
    Rates whole = new Rates();
    Rates alone = new Rates();
    DocumentSource<String> source = DocumentSource.ofTexts(texts);
    try (ReferenceModel model = ReferenceModel.load(folder);
        EngineUnderTest engine = EngineUnderTest.open(folder)) {
      List<int[]> ids = EngineUnderTest.tokenize(engine.vocabularySize(), texts);
      engine.score(engine.vocabularySize() - 1, ids.subList(0, Math.min(16, ids.size())));
      Pruner pruner = Pruner.builder().reference(model).build();
      pruner.score(DocumentSource.ofTexts(texts.subList(0, Math.min(16, texts.size()))));
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        ScoredDocuments<String> scored = pruner.score(source);
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] tokenCount = {0};
        scored.scores().forEach(row -> tokenCount[0] += row.tokenCount());
        whole.add((double) tokenCount[0], seconds);
        Run run = engine.score(engine.vocabularySize() - 1, ids);
        alone.add((double) run.tokenCount(), run.seconds());
      }
    }
    print("| %s | %,d | %s | %s | %s |", name, texts.size(), whole, alone, whole.ratio(alone));
  }
}
