/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
    List<LabelledText> corpus = sample(Path.of(arguments[0]), Double.parseDouble(arguments[2]));
    List<LabelledText> noise = LabelledText.read(Path.of(arguments[1]), "noise");
    DocumentSource<LabelledText> source =
        DocumentSource.of(corpus, LabelledText::text)
            .withId(LabelledText::id)
            .withDomain(LabelledText::label);
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
      ScoredDocuments<LabelledText> scored =
          Pruner.builder().reference(reference).listener(new Progress()).score(source);
      print("scoring took %s", Duration.ofNanos(System.nanoTime() - start));
      printComposition(scored);
      printNoise(reference, noise);
    }
  }

  private static List<LabelledText> sample(Path folder, double share) throws IOException {
    List<LabelledText> corpus = new ArrayList<>();
    ReferenceSplit sample = ReferenceSplit.included(share).withSeed(1);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".zst")).sorted().toList()) {
        for (LabelledText text : LabelledText.read(file, "domain")) {
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
  private static void printComposition(ScoredDocuments<LabelledText> scored) {
    List<SelectionCriterion> criteria = List.of(low(0.5), medium(0.5), high(0.5));
    Map<String, List<Double>> shares = new TreeMap<>();
    for (SelectionCriterion criterion : criteria) {
      PruneResult<LabelledText> result = scored.select(criterion);
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

  /**
   * A row a kind of noise: how well the score tells it from the undamaged texts it was made from.
   */
  private static void printNoise(ReferenceModel reference, List<LabelledText> noise) {
    Map<String, Map<String, Double>> scores = new TreeMap<>();
    reference.scoreAll(
        noise.stream().map(text -> Document.of(text.id(), text.text())).iterator(),
        new Scores(noise, scores));
    Map<String, Double> clean = scores.getOrDefault("none", Map.of());
    print(
        "%n| noise | documents | median perplexity | of the undamaged | area under the ROC curve"
            + " | above its own undamaged |%n|---|---:|---:|---:|---:|---:|");
    scores.forEach(
        (kind, byBase) -> {
          if (!kind.equals("none")) {
            double[] damaged = values(byBase.values());
            double[] originals = values(byBase.keySet().stream().map(clean::get).toList());
            print(
                "| %s | %d | %.1f | %.1f | %.3f | %.1f%% |",
                kind,
                damaged.length,
                Math.exp(median(damaged)),
                Math.exp(median(originals)),
                RocCurve.area(damaged, originals),
                100 * shareAbove(damaged, originals));
          }
        });
  }

  private static double[] values(Collection<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The share of pairs of which the first is greater. */
  private static double shareAbove(double[] damaged, double[] originals) {
    double above = 0;
    for (int i = 0; i < damaged.length; i++) {
      above += damaged[i] > originals[i] ? 1 : 0;
    }
    return above / damaged.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  /**
   * Collects mean negative log-likelihoods by label and base; documents come in the order of the
   * texts.
   */
  private static final class Scores implements ScoreSink {
    private final List<LabelledText> texts;
    private final Map<String, Map<String, Double>> byLabel;
    private int next;

    Scores(List<LabelledText> texts, Map<String, Map<String, Double>> byLabel) {
      this.texts = texts;
      this.byLabel = byLabel;
    }

    @Override
    public void scored(Document document, PerplexityScore score) {
      LabelledText text = texts.get(next++);
      byLabel
          .computeIfAbsent(text.label(), label -> new TreeMap<>())
          .put(text.baseId(), score.meanNegativeLogLikelihood());
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      throw reason;
    }
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
