/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What pruning does to a corpus of known domains, and which kinds of damage the scores find: the
 * figures of {@code docs/evaluation.md}.
 *
 * <p>Arguments: a folder of {@code <domain>.jsonl.zst} files with fields {@code id}, {@code domain}
 * and {@code text}; a {@code .jsonl.zst} file of damaged documents with a field {@code noise},
 * {@code none} for the undamaged ones they were made from; the share of the corpus to use. {@code
 * tiny} is trained on one half of that share and scores the other.
 */
public final class CorpusEvaluation {
  private CorpusEvaluation() {}

  /** Runs the evaluation and prints its tables as Markdown. */
  public static void main(String[] arguments) throws IOException {
    List<CorpusText> corpus = sample(Path.of(arguments[0]), Double.parseDouble(arguments[2]));
    List<CorpusText> noise = CorpusText.read(Path.of(arguments[1]));
    DocumentSource<CorpusText> source =
        DocumentSource.of(corpus, CorpusText::text)
            .withId(CorpusText::id)
            .withDomain(CorpusText::domain);
    ReferenceModelConfig model = ReferenceModelConfig.tiny();
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(model)
            .training(TrainingConfig.defaultFor(model))
            .split(ReferenceSplit.excluded(0.5))
            .build();
    print("%d documents, %s", corpus.size(), trainer);
    try (ReferenceModel reference = trainer.trainFold(source, 0, new Progress())) {
      printTraining(reference);
      long start = System.nanoTime();
      ScoredDocuments<CorpusText> scored =
          Pruner.builder().reference(reference).listener(new Progress()).score(source);
      print("scoring took %s", Duration.ofNanos(System.nanoTime() - start));
      printComposition(scored);
      NoiseEvaluation.of(reference, noise).print();
    }
  }

  private static List<CorpusText> sample(Path folder, double share) throws IOException {
    List<CorpusText> corpus = new ArrayList<>();
    ReferenceSplit sample = ReferenceSplit.included(share).withSeed(1);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".zst")).sorted().toList()) {
        for (CorpusText text : CorpusText.read(file)) {
          if (sample.trains(ReferenceSplit.contentHash(text.text()), 0)) {
            corpus.add(text);
          }
        }
      }
    }
    return corpus;
  }

  private static void printTraining(ReferenceModel reference) {
    TrainingReport report = reference.training().orElseThrow();
    print(
        "trained on %,d tokens of %,d documents in %s; %,d parameters",
        report.tokenCount(), report.documentCount(), report.duration(), reference.parameterCount());
    print(
        "validation loss %.3f nats a token (perplexity %.1f); unigram entropy of the same text %.3f (perplexity %.1f)",
        report.validationLoss().orElseThrow(),
        Math.exp(report.validationLoss().orElseThrow()),
        report.unigramEntropy().orElseThrow(),
        Math.exp(report.unigramEntropy().orElseThrow()));
  }

  /** A row a domain: its share of the scored tokens, before and after each selection. */
  private static void printComposition(ScoredDocuments<CorpusText> scored) {
    List<SelectionCriterion> criteria = List.of(low(0.5), medium(0.5), high(0.5));
    Map<String, List<Double>> shares = new TreeMap<>();
    for (SelectionCriterion criterion : criteria) {
      PruneResult<CorpusText> result = scored.select(criterion);
      print("%n%s", result);
      double all = result.summary().scoredTokenCount();
      double kept = result.summary().keptTokenCount();
      result
          .summary()
          .domains()
          .forEach(
              domain -> {
                List<Double> row = shares.computeIfAbsent(domain.name(), name -> new ArrayList<>());
                if (row.isEmpty()) {
                  row.add(domain.tokenCount() / all);
                }
                row.add(domain.keptTokenCount() / kept);
              });
    }
    print("%n| domain | all | low(0.5) | medium(0.5) | high(0.5) |%n|---|---:|---:|---:|---:|");
    shares.forEach(
        (domain, row) ->
            print(
                "| %s | %.1f%% | %.1f%% | %.1f%% | %.1f%% |",
                domain, 100 * row.get(0), 100 * row.get(1), 100 * row.get(2), 100 * row.get(3)));
  }

  static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** Prints now and then how far training and scoring have come. */
  private static final class Progress implements PruneListener {
    private long nextPrint;

    @Override
    public void training(TrainingProgress progress) {
      if (isTime() || progress.step() == progress.stepCount()) {
        print(
            "training: step %d of %d, loss %.3f, %.0f tokens/s, %d s to go",
            progress.step(),
            progress.stepCount(),
            progress.loss(),
            progress.tokensPerSecond(),
            progress.remaining().toSeconds());
      }
    }

    @Override
    public void scoring(ScoringProgress progress) {
      if (isTime() || progress.documents() == progress.documentCount()) {
        print(
            "scoring: %d of %d documents, %.0f tokens/s, %d s to go",
            progress.documents(),
            progress.documentCount(),
            progress.tokensPerSecond(),
            progress.remaining().toSeconds());
      }
    }

    private boolean isTime() {
      boolean due = System.nanoTime() >= nextPrint;
      if (due) {
        nextPrint = System.nanoTime() + 10_000_000_000L;
      }
      return due;
    }
  }
}
