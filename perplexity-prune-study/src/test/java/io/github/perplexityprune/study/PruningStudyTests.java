/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningStudyTests {
  @TempDir Path folder;

  /** Remembers the final models that are trained, and fails before one. */
  private static final class Watch implements StudyListener {
    private final List<String> started = new ArrayList<>();
    private final int last;

    Watch(int last) {
      this.last = last;
    }

    @Override
    public void cellStarted(Arm arm, int seed, int finished, int count) {
      if (started.size() == last) {
        throw new IllegalStateException("killed");
      }
      started.add(seed + " " + arm);
    }
  }

  private static Watch watch() {
    return new Watch(Integer.MAX_VALUE);
  }

  @Test
  void everyArmHasAModelOfEverySeedBesideBothControls() {
    StudyResult result = StudyTrial.study(folder).run();

    assertThat(result.arms())
        .extracting(arm -> arm.arm().name())
        .containsExactly("none", "random(0.5)", "low(0.5)", "high(0.5)");
    assertThat(result.cells())
        .extracting(cell -> cell.seed() + " " + cell.arm())
        .containsExactly(
            "1 none",
            "1 random(0.5)",
            "1 low(0.5)",
            "1 high(0.5)",
            "2 none",
            "2 random(0.5)",
            "2 low(0.5)",
            "2 high(0.5)",
            "3 none",
            "3 random(0.5)",
            "3 low(0.5)",
            "3 high(0.5)");
  }

  @Test
  void allModelsAreTrainedOnTheSameNumberOfTokensAndLookedAtAtTheSameTimes() {
    StudyResult result = StudyTrial.study(folder).run();

    assertThat(result.cells()).extracting(CellResult::tokenCount).containsOnly(1280L);
    assertThat(result.cells())
        .extracting(cell -> cell.checkpoints().stream().map(Checkpoint::tokens).toList())
        .containsOnly(List.of(320L, 640L, 960L, 1280L));
  }

  @Test
  void cleanerDataMakesAGreaterMargin() {
    StudyResult result = StudyTrial.study(folder).run();

    double none = result.arm("none").margin().average().mean();
    assertThat(result.arm("low(0.5)").margin().average().mean()).isGreaterThan(1.2 * none);
    assertThat(result.arm("high(0.5)").margin().average().mean()).isLessThan(none);
  }

  @Test
  void accuracyIsTheMeasureWhenAnyArmIsAboveChance() {
    StudyResult result = StudyTrial.study(folder).run();

    assertThat(result.metric()).isEqualTo(Metric.ACCURACY);
    assertThat(result.verdict().sentence()).contains("by normalised accuracy");
  }

  @Test
  void theMarginIsTheMeasureWhenNoArmIsAboveChance() {
    List<EvaluationTask> completions = StudyTrial.tasks().subList(1, 2);

    StudyResult result = StudyTrial.study(folder, completions).run();

    assertThat(result.metric()).isEqualTo(Metric.MARGIN);
    assertThat(result.verdict().sentence())
        .endsWith(
            "(Judged by the log-likelihood margin, since no arm's accuracy is above chance.)");
  }

  @Test
  void theComparisonIsTheDifferenceOfTheMeans() {
    StudyResult result = StudyTrial.study(folder).run();

    ArmResult low = result.arm("low(0.5)");
    double expected =
        low.by(result.metric()).average().mean()
            - result.arm("none").by(result.metric()).average().mean();
    assertThat(low.toNone().orElseThrow().difference()).isCloseTo(expected, within(1e-12));
    assertThat(low.toNone().orElseThrow().interval().orElseThrow().confidence())
        .isCloseTo(0.975, within(1e-12));
  }

  @Test
  void theUnprunedModelsHaveEverythingButWhatTrainedTheReference() {
    StudyResult result = StudyTrial.study(folder).run();

    long reference =
        StudyTrial.corpus(200)
            .open()
            .filter(
                document ->
                    StudyTrial.reference()
                        .build()
                        .split()
                        .trains(ReferenceSplit.contentHash(document.text()), 0))
            .count();
    assertThat(reference).isPositive();
    assertThat(result.arm("none").documentCount()).isEqualTo(200 - reference);
    assertThat(result.arm("random(0.5)").documentCount())
        .isEqualTo(result.arm("low(0.5)").documentCount());
  }

  @Test
  void theRandomControlDrawsOthersWithEachSeed() {
    StudyResult result = StudyTrial.study(folder).run();

    assertThat(
            result.cells().stream()
                .filter(cell -> cell.arm().equals("random(0.5)"))
                .map(CellResult::splitTokenCount)
                .distinct())
        .hasSize(3);
  }

  @Test
  void aStudyThatWasCutOffGoesOnToTheSameBytes() throws IOException {
    StudyTrial.study(folder.resolve("whole")).run();
    Path cut = folder.resolve("cut");
    assertThatThrownBy(() -> StudyTrial.study(cut).listener(new Watch(5)).run())
        .hasMessage("killed");
    Watch rest = watch();

    StudyTrial.study(cut).listener(rest).run();

    assertThat(rest.started).hasSize(7).startsWith("2 random(0.5)");
    for (String name :
        List.of(StudyResult.JSON_FILE, StudyResult.CELLS_FILE, StudyResult.ITEMS_FILE)) {
      assertThat(cut.resolve(name)).hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
    }
  }

  @Test
  void aFinishedStudyTrainsNothingAgain() {
    String first = StudyTrial.study(folder).run().toString();
    Watch watch = watch();

    String second = StudyTrial.study(folder).listener(watch).run().toString();

    assertThat(watch.started).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void seedsAndCriteriaMayBeAddedLater() {
    StudyTrial.study(folder).run();
    Watch watch = watch();

    StudyResult more =
        StudyTrial.study(folder).criterion(medium(0.5)).seeds(4).listener(watch).run();

    assertThat(watch.started)
        .containsExactly(
            "1 medium(0.5)",
            "2 medium(0.5)",
            "3 medium(0.5)",
            "4 none",
            "4 random(0.5)",
            "4 low(0.5)",
            "4 high(0.5)",
            "4 medium(0.5)");
    assertThat(more.cells()).hasSize(20);
  }

  @Test
  void anotherStudyInTheSameFolderIsRefused() {
    StudyTrial.study(folder).seeds(1).run();

    assertThatThrownBy(() -> StudyTrial.study(folder).checkpoints(1).seeds(1).run())
        .isInstanceOf(StudyFolderException.class)
        .hasMessage(
            "the folder of a study must be empty or hold the same study, but that in '"
                + folder
                + "' has checkpoints '3' and not '1'; use another folder, or delete it");
  }

  @Test
  void aDamagedCellIsRefusedByName() throws IOException {
    StudyTrial.study(folder).seeds(1).run();
    Path cell;
    try (Stream<Path> cells = Files.list(folder.resolve("cells"))) {
      cell = cells.sorted().findFirst().orElseThrow();
    }
    Files.writeString(cell, Files.readString(cell).substring(0, 100));

    assertThatThrownBy(() -> StudyTrial.study(folder).seeds(1).run())
        .isInstanceOf(StudyFolderException.class)
        .hasMessageStartingWith("'" + cell + "' must be whole, but is damaged");
  }

  @Test
  void oneSeedCannotTell() {
    StudyResult result = StudyTrial.study(folder).seeds(1).run();

    assertThat(result.verdict().outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(result.verdict().sentence()).contains("use at least 3");
    assertThat(result.warnings()).anyMatch(warning -> warning.startsWith("A single seed"));
  }

  @Test
  void dataThatIsConstrainedIsRepeatedTwiceAsOftenByHalfOfIt() {
    // 20 tokens for each of the model's weights are too many for a test's corpus: the repetitions
    // say
    long budget = Regime.computeOptimal().tokensFor(StudyTrial.MODEL.parameterCount());
    double repetitions = budget / 10_000.0;
    Pool pool =
        poolOfTenThousand(Regime.dataConstrained(repetitions).repetitions().orElseThrow(), budget);

    Kept none = pool.kept(Arm.UNPRUNED, 1);
    Kept half = pool.kept(Arm.of(low(0.5), 0.5), 1);

    assertThat((double) budget / none.tokenCount())
        .isCloseTo(repetitions, within(0.2 * repetitions));
    assertThat((double) none.documentCount() / half.documentCount()).isCloseTo(2, within(0.05));
  }

  private static Pool poolOfTenThousand(double repetitions, long budget) {
    ScoreStore store = ScoreStore.inMemory();
    DocumentSource<Document> corpus = StudyTrial.corpus(400);
    Pruner.builder().reference(StudyTrial.reference().build()).score(corpus, store);
    return Pool.of(store, Contents.of(corpus), OptionalDouble.of(repetitions), budget);
  }

  @Test
  void manyPassesAreWarnedOf() {
    StudyResult result = StudyTrial.study(folder).seeds(1).criterion(low(0.01)).run();

    assertThat(result.warnings())
        .anyMatch(warning -> warning.startsWith("low(0.01) repeats its documents"));
  }

  @Test
  void heldOutLossIsToldByDomain() {
    StudyResult result = StudyTrial.study(folder).heldOut(StudyTrial.corpus(20)).run();

    assertThat(result.arm("none").heldOut())
        .extracting(DomainLoss::domain)
        .containsExactly("even", "odd");
    assertThat(result.arm("none").heldOut()).allMatch(loss -> loss.documentCount() == 10);
  }

  @Test
  void thePruningsCostIsPaidBeforeAnythingIsSaved() {
    StudyResult result = StudyTrial.study(folder).run();

    StudyCost cost = result.cost();
    long parameters = StudyTrial.MODEL.parameterCount();
    assertThat(cost.finalTraining()).isEqualTo(6.0 * parameters * 1280);
    assertThat(cost.scoring()).isEqualTo(2.0 * parameters * result.arm("none").tokenCount());
    ArmResult low = result.arm("low(0.5)");
    double share = low.tokensToBaseline().orElseThrow() / 1280.0;
    assertThat(low.netSaving().orElseThrow())
        .isCloseTo(1 - share - cost.pruning() / cost.finalTraining(), within(1e-12));
  }

  @Test
  void interruptingCancelsAndWhatIsFinishedStays() {
    StudyListener interrupting =
        new StudyListener() {
          @Override
          public void cellFinished(CellResult result) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(() -> StudyTrial.study(folder).listener(interrupting).run())
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(StudyTrial.study(folder).forecast().finishedCellCount()).isEqualTo(1);
  }

  @Test
  void theForecastOfANewStudyIsCloseToWhatItDoes() {
    StudyForecast forecast = StudyTrial.study(folder).forecast();

    StudyResult result = StudyTrial.study(folder).run();

    assertThat(forecast.cellCount()).isEqualTo(result.cells().size());
    assertThat(forecast.finishedCellCount()).isZero();
    assertThat(forecast.tokenCount()).isEqualTo(1280);
    assertThat(forecast.arms())
        .extracting(arm -> arm.arm().name())
        .containsExactly("none", "random(0.5)", "low(0.5)", "high(0.5)");
    for (StudyForecast.ArmForecast arm : forecast.arms()) {
      assertThat(arm.passes())
          .isCloseTo(result.arm(arm.arm().name()).passes(), within(0.25 * arm.passes()));
    }
    assertThat(forecast.trainingOperations()).isEqualTo(12 * result.cost().finalTraining());
    assertThat(forecast.pruningOperations())
        .isCloseTo(result.cost().pruning(), within(0.2 * result.cost().pruning()));
    assertThat(forecast.total()).isPositive();
  }

  @Test
  void theForecastOfAFinishedStudyIsNothing() {
    StudyTrial.study(folder).run();

    StudyForecast forecast = StudyTrial.study(folder).forecast();

    assertThat(forecast.finishedCellCount()).isEqualTo(12);
    assertThat(forecast.total()).isZero();
  }

  @Test
  void theForecastWritesNothing() {
    StudyTrial.study(folder.resolve("new")).forecast();

    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void itemsAreDrawnTheSameForAllModels() {
    StudyResult result = StudyTrial.study(folder).maximumItems(7).run();

    assertThat(
            result.cells().stream()
                .map(cell -> cell.tasks().get(0).items().stream().map(ItemResult::id).toList())
                .distinct())
        .singleElement()
        .satisfies(ids -> assertThat(ids).hasSize(7));
  }

  @Test
  void whatIsMissingOrTwiceIsNamed() {
    assertThatThrownBy(() -> PruningStudy.builder().build())
        .hasMessageStartingWith("model must be set");
    assertThatThrownBy(() -> PruningStudy.builder().criterion(high(0.5)).criterion(high(0.5)))
        .hasMessage("criteria must differ, but high(0.5) was added twice");
    assertThatThrownBy(() -> PruningStudy.builder().tasks(List.of()))
        .hasMessage("tasks must be at least one, but there is none");
    assertThatThrownBy(() -> PruningStudy.builder().seeds(0))
        .hasMessage("seeds must be at least 1, but was 0");
  }
}
