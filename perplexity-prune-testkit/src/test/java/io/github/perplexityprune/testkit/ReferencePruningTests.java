/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.Verdict;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pruning with a reference model, from split to result. */
class ReferencePruningTests {
  private static final List<String> TEXTS = ToyLanguage.texts(200, 1);
  private static final DocumentSource<String> SOURCE = DocumentSource.ofTexts(TEXTS);

  private static ReferenceModelTrainer trainer(ReferenceSplit split) {
    return ReferenceModelTrainer.builder()
        .model(ReferenceModelConfig.tiny())
        .split(split)
        .engine(new BigramReferenceEngine())
        .build();
  }

  private static PruneResult<String> prune(ReferenceSplit split) {
    return Pruner.builder().reference(trainer(split)).criterion(low(0.5)).prune(SOURCE);
  }

  private static Map<String, DocumentState> states(List<String> texts, ReferenceSplit split) {
    ScoreStore scores =
        Pruner.builder().reference(trainer(split)).score(DocumentSource.ofTexts(texts)).scores();
    Map<String, DocumentState> states = new TreeMap<>();
    scores.forEach(row -> states.put(texts.get((int) row.ordinal()), row.state()));
    return states;
  }

  private static boolean trains(ReferenceSplit split, ScoreRow row) {
    String text = TEXTS.get((int) row.ordinal());
    return split.trains(ReferenceSplit.contentHash(text), row.fold());
  }

  @Test
  void neitherScoresNorKeepsExcludedDocuments() {
    ReferenceSplit split = ReferenceSplit.excluded(0.3);

    PruneResult<String> result = prune(split);

    result
        .scores()
        .forEach(
            row ->
                assertThat(row.state())
                    .isEqualTo(
                        trains(split, row) ? DocumentState.REFERENCE : DocumentState.SCORED));
    assertThat(result.kept())
        .isNotEmpty()
        .noneMatch(text -> split.trains(ReferenceSplit.contentHash(text), 0));
    assertThat(result.summary().documentCounts().get(Verdict.REFERENCE)).isBetween(30L, 90L);
  }

  @Test
  void scoresAndMarksIncludedDocuments() {
    ReferenceSplit split = ReferenceSplit.included(0.3);

    PruneResult<String> result = prune(split);

    result
        .scores()
        .forEach(
            row ->
                assertThat(row.state())
                    .isEqualTo(
                        trains(split, row)
                            ? DocumentState.SCORED_BY_ITS_REFERENCE
                            : DocumentState.SCORED));
    assertThat(result.summary().keptDocumentCount()).isEqualTo(100);
    assertThat(result.summary().warnings())
        .anyMatch(warning -> warning.contains("were scored by the model that was trained on them"));
  }

  @Test
  void scoresEveryDocumentByAModelThatHasNotSeenIt() {
    ReferenceSplit split = ReferenceSplit.crossFitted(4);

    PruneResult<String> result = prune(split);

    result
        .scores()
        .forEach(
            row -> {
              assertThat(row.state()).isEqualTo(DocumentState.SCORED);
              assertThat(row.fold())
                  .isEqualTo(
                      split.fold(ReferenceSplit.contentHash(TEXTS.get((int) row.ordinal()))));
              assertThat(trains(split, row)).isFalse();
            });
    assertThat(result.trainings()).extracting(TrainingReport::fold).containsExactly(0, 1, 2, 3);
    assertThat(result.scores().references()).hasSize(4).doesNotHaveDuplicates();
    assertThat(result.selection().bands()).hasSize(4);
  }

  @Test
  void scoresAsTheModelOfTheFoldDoes() {
    ReferenceSplit split = ReferenceSplit.crossFitted(3);
    ScoreStore scores = Pruner.builder().reference(trainer(split)).score(SOURCE).scores();

    for (int fold = 0; fold < 3; fold++) {
      int wanted = fold;
      try (ReferenceModel model = trainer(split).trainFold(SOURCE, fold, PruneListener.NONE)) {
        assertThat(scores.references().get(fold)).isEqualTo(model.fingerprint());
        scores.forEach(
            row -> {
              if (row.fold() == wanted) {
                String text = TEXTS.get((int) row.ordinal());
                assertThat(row.score()).contains(model.score(Document.of("any", text)));
              }
            });
      }
    }
  }

  @Test
  void putsCopiesOfATextOnOneSide() {
    List<String> doubled = new ArrayList<>(TEXTS);
    doubled.addAll(TEXTS);
    ScoreStore scores =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.excluded(0.5)))
            .score(DocumentSource.ofTexts(doubled))
            .scores();

    for (int i = 0; i < TEXTS.size(); i++) {
      assertThat(scores.row(i).state()).isEqualTo(scores.row(TEXTS.size() + i).state());
    }
  }

  @Test
  void splitsWithoutRegardToTheOrder() {
    List<String> reversed = new ArrayList<>(TEXTS);
    Collections.reverse(reversed);
    ReferenceSplit split = ReferenceSplit.excluded(0.5);

    assertThat(states(reversed, split)).isEqualTo(states(TEXTS, split));
  }

  @Test
  void splitsAnotherWayForAnotherSeed() {
    ReferenceSplit split = ReferenceSplit.excluded(0.5);

    assertThat(states(TEXTS, split.withSeed(1))).isNotEqualTo(states(TEXTS, split));
  }

  @Test
  void tellsDamagedTextFromGoodText() {
    List<String> texts = new ArrayList<>(TEXTS);
    texts.addAll(TEXTS.subList(0, 100).stream().map(ToyLanguage::shuffled).toList());

    PruneResult<String> result =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.crossFitted(2)))
            .criterion(high(0.25))
            .prune(DocumentSource.ofTexts(texts));

    assertThat(result.kept()).isNotEmpty().noneMatch(TEXTS::contains);
  }

  @Test
  void remembersTheSplitOfAModelTrainedEarlier(@TempDir Path parent) {
    ReferenceSplit split = ReferenceSplit.excluded(0.3);
    Path folder = parent.resolve("model");
    try (ReferenceModel model = trainer(split).train(SOURCE)) {
      model.save(folder);
    }
    ScoreStore expected = prune(split).scores();

    try (ReferenceModel loaded = new BigramReferenceEngine().load(folder, Device.cpu())) {
      ScoredDocuments<String> scored = Pruner.builder().reference(loaded).score(SOURCE);

      assertThat(scored.scores().references()).isEqualTo(expected.references());
      assertThat(scored.trainings()).containsExactly(loaded.training().orElseThrow());
      scored
          .scores()
          .forEach(
              row -> {
                assertThat(row.state()).isEqualTo(expected.row(row.ordinal()).state());
                assertThat(row.score()).isEqualTo(expected.row(row.ordinal()).score());
              });
    }
  }

  @Test
  void leavesAGivenModelOpen() {
    try (ReferenceModel model = trainer(ReferenceSplit.excluded(0.3)).train(SOURCE)) {
      Pruner pruner = Pruner.builder().reference(model).criterion(low(0.5)).build();

      assertThat(pruner.prune(SOURCE).kept().toList())
          .isEqualTo(pruner.prune(SOURCE).kept().toList());
    }
  }

  @Test
  void cannotSplitOneDocument() {
    DocumentSource<String> one = DocumentSource.ofTexts(List.of("lonely"));

    for (ReferenceSplit split :
        List.of(ReferenceSplit.excluded(0.5), ReferenceSplit.crossFitted(2))) {
      for (long seed = 0; seed < 4; seed++) {
        Pruner pruner = Pruner.builder().reference(trainer(split.withSeed(seed))).build();

        assertThatThrownBy(() -> pruner.score(one))
            .isInstanceOf(PerplexityPruneException.class)
            .hasMessageMatching(
                "the (source|reference split) must leave documents to (score|train on), but .*");
      }
    }
  }

  @Test
  void scoresOneDocumentByAModelOfItself() {
    PruneResult<String> result =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.included(1)))
            .criterion(low(1))
            .prune(DocumentSource.ofTexts(List.of("lonely")));

    assertThat(result.kept()).containsExactly("lonely");
  }

  @Test
  void trainsNotOnEmptyDocuments() {
    List<String> texts = new ArrayList<>(TEXTS);
    texts.addAll(Collections.nCopies(50, ""));

    PruneResult<String> result =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.crossFitted(2)))
            .criterion(low(1))
            .prune(DocumentSource.ofTexts(texts));

    assertThat(result.summary().documentCounts().get(Verdict.EMPTY)).isEqualTo(50);
    assertThat(result.summary().keptDocumentCount()).isEqualTo(200);
  }

  /** Writes down what it is told. */
  private static final class Log implements PruneListener {
    private final List<String> told = new ArrayList<>();
    private final List<TrainingProgress> training = new ArrayList<>();
    private final List<ScoringProgress> scoring = new ArrayList<>();
    private final List<TrainingReport> trained = new ArrayList<>();

    @Override
    public void phaseStarted(Phase phase) {
      told.add(phase.name());
    }

    @Override
    public void phaseFinished(Phase phase, Duration duration) {
      told.add("end of " + phase.name());
    }

    @Override
    public void training(TrainingProgress progress) {
      training.add(progress);
    }

    @Override
    public void trained(TrainingReport report) {
      trained.add(report);
    }

    @Override
    public void scoring(ScoringProgress progress) {
      scoring.add(progress);
    }
  }

  @Test
  void tellsOfEachTrainingAndScoring() {
    Log log = new Log();

    PruneResult<String> result =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.crossFitted(2)))
            .criterion(low(0.5))
            .listener(log)
            .prune(SOURCE);

    assertThat(log.told)
        .containsExactly(
            "SURVEY",
            "end of SURVEY",
            "TRAINING",
            "end of TRAINING",
            "SCORING",
            "end of SCORING",
            "TRAINING",
            "end of TRAINING",
            "SCORING",
            "end of SCORING",
            "SELECTION",
            "end of SELECTION");
    assertThat(log.training).hasSize(2);
    assertThat(log.trained).isEqualTo(result.trainings());
    ScoringProgress last = log.scoring.get(log.scoring.size() - 1);
    assertThat(last.documents()).isEqualTo(TEXTS.size()).isEqualTo(last.documentCount());
  }

  @Test
  void isCancelledWhileItTrains() {
    PruneListener interrupting =
        new PruneListener() {
          @Override
          public void phaseStarted(Phase phase) {
            if (phase == Phase.TRAINING) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Pruner pruner =
        Pruner.builder()
            .reference(trainer(ReferenceSplit.excluded(0.5)))
            .listener(interrupting)
            .build();

    assertThatThrownBy(() -> pruner.score(SOURCE)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void isNotFoundByLookup() {
    assertThat(ServiceLoader.load(ReferenceEngine.class)).isEmpty();
  }

  @Test
  void aGrownSourceIsScoredByTheModelThatIsThere(@TempDir Path folder) {
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .split(ReferenceSplit.crossFitted(2))
            .engine(new BigramReferenceEngine())
            .checkpoints(folder.resolve("model"))
            .build();
    Pruner pruner = Pruner.builder().reference(trainer).build();
    ScoreStore scores = ScoreStore.inMemory();
    pruner.score(DocumentSource.ofTexts(TEXTS.subList(0, 150)), scores);
    List<String> models = scores.references();
    double before = scores.row(0).negativeLogLikelihood();

    pruner.score(SOURCE, scores);

    assertThat(scores.references()).isEqualTo(models);
    assertThat(scores.row(0).negativeLogLikelihood()).isEqualTo(before);
    assertThat(scores.row(199).state()).isEqualTo(DocumentState.SCORED);
  }
}
