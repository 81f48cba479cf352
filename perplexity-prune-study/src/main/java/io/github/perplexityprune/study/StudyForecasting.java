/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.common.primitives.ImmutableLongArray;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Forecast;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.study.StudyForecast.ArmForecast;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures small samples to tell what a study would take. */
final class StudyForecasting {
  private static final long TRAINED_TOKENS = 4096;
  private static final int TRAINED_DOCUMENTS = 64;
  private static final int ASKED_ITEMS = 8;

  /** Whole percent of them are whole documents. */
  private static final int STAND_INS = 1000;

  private final StudyDesign design;
  private final StudyFolder folder;
  private double trainedPerSecond;

  StudyForecasting(StudyDesign design) {
    this.design = design;
    this.folder = new StudyFolder(design.folder());
  }

  StudyForecast run() {
    Contents contents = Contents.of(design.source());
    Map<String, String> settings = StudySettings.of(design, contents);
    folder.check(settings);
    if (Files.exists(folder.scores())) {
      try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(folder.scores())) {
        if (isFinished(store, contents)) {
          Map<String, String> known = StudySettings.with(settings, store.references());
          return forecast(pool(store, contents), known, Work.NONE);
        }
      }
    }
    return unscored();
  }

  private static boolean isFinished(ScoreStore store, Contents contents) {
    boolean[] isPending = {false};
    store.forEach(row -> isPending[0] |= row.state() == DocumentState.PENDING);
    return store.documentCount() == contents.hashes().length() && !isPending[0];
  }

  /** Reference training and scoring that are left. */
  private record Work(double operations, Duration duration) {
    private static final Work NONE = new Work(0, Duration.ZERO);
  }

  private StudyForecast unscored() {
    Forecast forecast =
        Pruner.builder().reference(design.reference()).build().forecast(design.source());
    long parameters = design.reference().model().parameterCount();
    Work work =
        new Work(
            StudyCost.training(parameters, forecast.trainingTokens())
                + StudyCost.scoring(parameters, forecast.scoringTokens()),
            forecast.total());
    ImmutableLongArray.Builder hashes = ImmutableLongArray.builder(STAND_INS);
    ScoreStore store = ScoreStore.inMemory();
    long tokens = Math.max(1, forecast.scoringTokens() / STAND_INS);
    for (int i = 0; i < STAND_INS; i++) {
      String id = Integer.toString(i);
      double mean = 1 + 5.0 * i / STAND_INS; // nats per token, as real documents have
      store.register(id, "", DocumentState.PENDING, 0, tokens);
      store.putScore(i, new PerplexityScore(mean * tokens, tokens, tokens), DocumentState.SCORED);
      hashes.add(ReferenceSplit.contentHash(id));
    }
    return forecast(pool(store, new Contents(hashes.build())), Map.of(), work);
  }

  private Pool pool(ScoreStore store, Contents contents) {
    return Pool.of(store, contents, design.regime().repetitions(), design.tokenCount());
  }

  private StudyForecast forecast(Pool pool, Map<String, String> settings, Work pruning) {
    List<Arm> arms = pool.arms(design.criteria());
    List<ArmForecast> kept = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int finished = 0;
    for (Arm arm : arms) {
      Kept first = pool.kept(arm, 1);
      double passes = (double) design.tokenCount() / first.tokenCount();
      kept.add(new ArmForecast(arm, first.tokenCount(), passes));
      warnings.addAll(Warnings.passes(arm, passes));
      for (int seed = 1; seed <= design.seedCount(); seed++) {
        Kept chosen = pool.kept(arm, seed);
        String digest = StudySettings.digest(settings, arm, seed, chosen);
        finished += folder.cell(arm, seed, digest).isPresent() ? 1 : 0;
      }
    }
    int left = arms.size() * design.seedCount() - finished;
    double secondsToAsk = left == 0 ? 0 : measure();
    long parameters = design.model().parameterCount();
    return new StudyForecast(
        kept,
        design.seedCount(),
        finished,
        design.tokenCount(),
        parameters,
        pool.tokenCount(),
        pruning.operations(),
        left * StudyCost.training(parameters, design.tokenCount()),
        pruning.duration(),
        seconds(left == 0 ? 0 : left * design.tokenCount() / trainedPerSecond),
        seconds(left * (design.checkpointCount() + 1) * secondsToAsk),
        warnings);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** Trains a model on a few documents and asks it a few questions; seconds for asking all. */
  private double measure() {
    PruneListener rate =
        new PruneListener() {
          @Override
          public void training(TrainingProgress progress) {
            trainedPerSecond = progress.tokensPerSecond();
          }
        };
    List<EvaluationTask> few =
        design.tasks().stream().map(task -> ListedTask.drawn(task, ASKED_ITEMS)).toList();
    DocumentSource<Document> documents =
        DocumentSource.of(beginning(design.source()), Document::text);
    try (ReferenceModel model =
        FinalModel.trainer(
                design,
                FinalModel.recipe(design, TRAINED_TOKENS, 1),
                /* times= */ 0,
                (progress, shown) -> {})
            .trainFold(documents, 0, rate)) {
      Evaluation.of(model, few); // what is slow only once
      double seconds = 0;
      for (int task = 0; task < few.size(); task++) {
        long start = System.nanoTime();
        Evaluation.of(model, few.subList(task, task + 1));
        double all = (double) design.tasks().get(task).items().size();
        seconds += (System.nanoTime() - start) / 1e9 * all / few.get(task).items().size();
      }
      return seconds;
    }
  }

  private static <T> List<Document> beginning(DocumentSource<T> source) {
    long[] ordinal = {0};
    try (Stream<T> items = source.open()) {
      return items
          .sequential()
          .map(item -> source.document(item, ordinal[0]++))
          .filter(document -> !document.text().isEmpty())
          .limit(TRAINED_DOCUMENTS)
          .toList();
    }
  }
}
