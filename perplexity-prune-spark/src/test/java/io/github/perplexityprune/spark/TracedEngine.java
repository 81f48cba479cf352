/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The bigram engine, slowed down. It appends a line to a file whenever a model is opened or closed,
 * so that a test sees what other JVMs do.
 */
public final class TracedEngine implements ReferenceEngine {
  static final String FILE = "perplexity-prune.test.trace";
  static final String DELAY_MILLIS = "perplexity-prune.test.delay";

  /** An engine. */
  public TracedEngine() {}

  @Override
  public String id() {
    return "traced";
  }

  @Override
  public ReferenceModel train(TrainingTask task) {
    return new BigramReferenceEngine().train(task);
  }

  @Override
  public ReferenceModel load(Path folder, Device device) {
    trace("open " + device);
    return new TracedModel(new BigramReferenceEngine().load(folder, device));
  }

  private static void trace(String event) {
    String file = System.getProperty(FILE);
    if (file != null) {
      String line = ProcessHandle.current().pid() + " " + event + "\n";
      try {
        Files.writeString(
            Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record TracedModel(ReferenceModel model) implements ReferenceModel {
    @Override
    public PerplexityScore score(Document document) {
      try {
        Thread.sleep(Integer.getInteger(DELAY_MILLIS, 0));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return model.score(document);
    }

    @Override
    public List<ContinuationScore> scoreContinuations(List<Continuation> continuations) {
      return model.scoreContinuations(continuations);
    }

    @Override
    public String fingerprint() {
      return model.fingerprint();
    }

    @Override
    public int contextLength() {
      return model.contextLength();
    }

    @Override
    public long parameterCount() {
      return model.parameterCount();
    }

    @Override
    public ContextWindows windows() {
      return model.windows();
    }

    @Override
    public ReferenceModel withWindows(ContextWindows windows) {
      return new TracedModel(model.withWindows(windows));
    }

    @Override
    public Optional<TrainingReport> training() {
      return model.training();
    }

    @Override
    public void save(Path folder) {
      model.save(folder);
    }

    @Override
    public void close() {
      trace("close");
      model.close();
    }
  }
}
