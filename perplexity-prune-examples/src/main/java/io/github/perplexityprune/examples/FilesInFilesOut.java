/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.reference.ReferenceModelConfig.tiny;
import static io.github.perplexityprune.select.SelectionCriterion.medium;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.nio.file.Path;

/** Files pruned from code, in such a way that the program may be stopped at any time. */
public final class FilesInFilesOut {
  private FilesInFilesOut() {}

  /** Prunes files. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: FilesInFilesOut 'data/*.jsonl' FOLDER");
      return;
    }
    System.out.println(prune(args[0], Path.of(args[1])));
  }

  static PruneResult<CorpusRecord> prune(String pattern, Path folder) {
    // tag::files[]
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(tiny())
            .split(ReferenceSplit.excluded(0.2))
            .checkpoints(folder.resolve("reference")) // goes on where it was cut off
            .build();
    try (PrunedFolder output = PrunedFolder.in(folder);
        SqliteScoreStore scores = SqliteScoreStore.open(folder.resolve("scores.db"))) {
      CorpusFiles corpus =
          CorpusFiles.builder()
              .input(pattern) // JSON lines, text or Parquet
              .rejects(output::reject)
              .build();
      PruneResult<CorpusRecord> result =
          Pruner.builder()
              .reference(trainer)
              .score(corpus.source(), scores) // only what is not scored yet
              .select(medium(0.5));
      output.write(corpus.fingerprint(), result);
      return result;
    }
    // end::files[]
  }
}
