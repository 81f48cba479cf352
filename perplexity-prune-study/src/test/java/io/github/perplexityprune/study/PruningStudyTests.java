/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningStudyTests {
  @TempDir Path folder;

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
    StudyResult result =
        StudyTrial.study(folder).heldOut(StudyTrial.corpus(20, /* seed= */ 6)).run();

    assertThat(result.arm("none").heldOut())
        .extracting(DomainLoss::domain)
        .containsExactly("even", "odd");
    assertThat(result.arm("none").heldOut()).allMatch(loss -> loss.documentCount() == 10);
  }

  @Test
  void documentsHeldOutMustNotBeInTheCorpus() {
    PruningStudy study = StudyTrial.study(folder).heldOut(StudyTrial.corpus(20)).build();

    assertThatThrownBy(study::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "documents held out must not be in the corpus too, but 20 of 20 are; leave them out of one"
                + " of the two");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutDocumentsHeldOutThereIsNoLossOnThem() {
    StudyResult result = StudyTrial.study(folder).seeds(1).run();

    assertThat(result.arm("none").heldOutLoss()).isEmpty();
    assertThat(result.toString()).doesNotContain("held out");
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
