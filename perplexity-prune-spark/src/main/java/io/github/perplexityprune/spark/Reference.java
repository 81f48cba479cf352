/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;

/** Where reference models come from. */
interface Reference {

  /**
   * Makes the models ready and sends them to the executors.
   *
   * @return one a fold
   */
  List<BroadcastFolder> send(Dataset<?> documents, Column text, PruneListener listener);

  /** A model that is trained already. */
  record Saved(String folder) implements Reference {
    @Override
    public List<BroadcastFolder> send(Dataset<?> documents, Column text, PruneListener listener) {
      return List.of(BroadcastFolder.of(folder, documents.sparkSession().sparkContext()));
    }
  }

  /** Models that are trained on a part of the documents, on the driver. */
  record Trained(ReferenceModelTrainer trainer) implements Reference {
    @Override
    public List<BroadcastFolder> send(Dataset<?> documents, Column text, PruneListener listener) {
      SparkContext spark = documents.sparkSession().sparkContext();
      List<BroadcastFolder> folders = new ArrayList<>();
      for (int fold = 0; fold < trainer.split().modelCount(); fold++) {
        try (ReferenceSample sample = ReferenceSample.of(documents, text, trainer.split(), fold);
            ReferenceModel model = trainer.trainFold(sample.source(), fold, listener)) {
          folders.add(send(model, spark));
        }
      }
      return folders;
    }

    private static BroadcastFolder send(ReferenceModel model, SparkContext spark) {
      try {
        Path scratch = Files.createTempDirectory("perplexity-prune");
        try {
          Path folder = scratch.resolve("model");
          model.save(folder);
          return BroadcastFolder.of(folder.toUri().toString(), spark);
        } finally {
          MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the trained reference model cannot be kept on disk", e);
      }
    }
  }
}
