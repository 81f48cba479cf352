/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * Says whether pruning helps, by training: final models from random weights on what each criterion
 * keeps, on a random choice of as many documents, and on everything, all with the same number of
 * tokens, recipe and tasks, and with several seeds.
 *
 * <pre>{@code
 * StudyResult result = PruningStudy.builder()
 *     .source(corpus.source())
 *     .reference(ReferenceModelTrainer.builder().model(tiny()).build())
 *     .model(tiny())
 *     .criterion(low(0.5))
 *     .criterion(high(0.5))
 *     .tasks(TaskFiles.read(Path.of("tasks")))
 *     .folder(Path.of("study"))
 *     .run();
 * System.out.println(result.verdict());
 * }</pre>
 *
 * <p>The documents are scored once, by a reference model whose own training documents are in no
 * arm. Models of one seed begin with the same weights. Each random control draws other documents
 * with each seed.
 *
 * <p>A study that ends early, even killed, goes on where it was: run the same again in the same
 * folder, which keeps the scores and each final model's result. More seeds and more criteria may be
 * added later. Immutable; holds no native memory between calls. Interrupting the thread cancels a
 * call with {@link CancellationException}.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al.: Perplexed by Perplexity</a>
 * @since 0.1
 */
public final class PruningStudy {
  /** Default number of seeds. One seed can tell nothing, two little. */
  public static final int DEFAULT_SEEDS = 3;

  /** Default number of evaluations along the training of a final model, before that at its end. */
  public static final int DEFAULT_CHECKPOINTS = 3;

  /** Confidence of a study's verdicts, all its criteria taken together. */
  public static final double CONFIDENCE = 0.95;

  private final StudyDesign design;

  private PruningStudy(StudyDesign design) {
    this.design = design;
  }

  /** A builder; source, reference, model, tasks and folder are required. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs what of the study is not in its folder yet, and writes the result there: {@value
   * StudyResult#JSON_FILE}, {@value StudyResult#CELLS_FILE} and {@value StudyResult#ITEMS_FILE}.
   *
   * @throws IllegalArgumentException if a document held out is in the source too
   * @throws StudyFolderException if the folder has a study of other settings in it, or cannot be
   *     read
   * @throws io.github.perplexityprune.PerplexityPruneException if the source cannot be scored, an
   *     arm keeps nothing, or the data-constrained regime asks for more documents than there are
   * @throws java.io.UncheckedIOException if the folder cannot be written to
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public StudyResult run() {
    return new StudyRun(design).run();
  }

  /**
   * Measures what {@link #run} would take: reads the source, trains a few thousand tokens of each
   * kind of model and asks a few questions. Changes nothing in the folder. Takes seconds, and up to
   * some minutes with large models on a CPU.
   *
   * @throws StudyFolderException as for {@link #run}
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public StudyForecast forecast() {
    return new StudyForecasting(design).run();
  }

  /**
   * Builds a {@link PruningStudy}. Each option may be set once, but {@code criterion} adds one each
   * time. Not thread-safe.
   */
  public static final class Builder {
    private final Option<DocumentSource<?>> source = new Option<>("source");
    private final Option<ReferenceModelTrainer> reference = new Option<>("reference");
    private final Option<ReferenceModelConfig> model = new Option<>("model");
    private final Option<TrainingConfig> training = new Option<>("training");
    private final Option<Regime> regime = new Option<>("regime");
    private final List<SelectionCriterion> criteria = new ArrayList<>();
    private final Option<Integer> seeds = new Option<>("seeds");
    private final Option<List<EvaluationTask>> tasks = new Option<>("tasks");
    private final Option<Integer> maximumItems = new Option<>("maximumItems");
    private final Option<DocumentSource<?>> heldOut = new Option<>("heldOut");
    private final Option<Integer> checkpoints = new Option<>("checkpoints");
    private final Option<Path> folder = new Option<>("folder");
    private final Option<StudyListener> listener = new Option<>("listener");
    private final Option<Device> device = new Option<>("device");
    private final Option<UnaryOperator<ReferenceModelTrainer.Builder>> engine =
        new Option<>("engine");

    private Builder() {}

    /** The corpus. Required. */
    public Builder source(DocumentSource<?> newSource) {
      source.set(newSource);
      return this;
    }

    /**
     * How the reference model is trained, once for the whole study. Required. With {@code
     * checkpoints(...)} its training goes on where it was cut off; without, an unfinished scoring
     * begins with training it again.
     */
    public Builder reference(ReferenceModelTrainer trainer) {
      reference.set(trainer);
      return this;
    }

    /** The shape of the final models. Required. */
    public Builder model(ReferenceModelConfig config) {
      model.set(config);
      return this;
    }

    /**
     * How final models are trained; {@link TrainingConfig#defaultFor} the model when unset. Its
     * budget and its validation share are replaced; seeds count from its seed.
     */
    public Builder training(TrainingConfig config) {
      training.set(config);
      return this;
    }

    /** How long, and on how much data; {@link Regime#computeOptimal()} when unset. */
    public Builder regime(Regime newRegime) {
      regime.set(newRegime);
      return this;
    }

    /**
     * Adds a criterion to study; {@code low(0.5)}, {@code medium(0.5)} and {@code high(0.5)} when
     * there is none. The controls are always there: no pruning, and random pruning at the share of
     * the documents that each criterion keeps, rounded to whole percent.
     *
     * @throws IllegalArgumentException if it was added before
     */
    public Builder criterion(SelectionCriterion criterion) {
      if (criteria.contains(requireNonNull(criterion, "criterion"))) {
        throw new IllegalArgumentException(
            "criteria must differ, but " + criterion + " was added twice");
      }
      criteria.add(criterion);
      return this;
    }

    /**
     * Final models of each arm; {@value PruningStudy#DEFAULT_SEEDS} when unset.
     *
     * @param count at least 1; one seed can tell nothing
     */
    public Builder seeds(int count) {
      seeds.set(StudyDesign.atLeast("seeds", count, 1));
      return this;
    }

    /**
     * What the final models are asked. Required.
     *
     * @throws IllegalArgumentException if there is no task, or two of one name
     */
    public Builder tasks(List<? extends EvaluationTask> newTasks) {
      tasks.set(ListedTask.distinct(newTasks));
      return this;
    }

    /**
     * The most questions of a task, the same for all models and drawn by a hash of their ids; all
     * when unset.
     *
     * @param count at least 2
     */
    public Builder maximumItems(int count) {
      maximumItems.set(StudyDesign.atLeast("maximumItems", count, 2));
      return this;
    }

    /**
     * Documents that nothing is trained on, for the loss by domain; a diagnostic that no verdict
     * rests on. None may have a text that the source has. Nothing is measured when unset.
     */
    public Builder heldOut(DocumentSource<?> newSource) {
      heldOut.set(newSource);
      return this;
    }

    /**
     * Evaluations along the training of each final model, evenly spaced, before that at its end;
     * {@value PruningStudy#DEFAULT_CHECKPOINTS} when unset.
     *
     * @param count at least 0
     */
    public Builder checkpoints(int count) {
      checkpoints.set(StudyDesign.atLeast("checkpoints", count, 0));
      return this;
    }

    /** Where scores, finished cells and the result are kept. Required. */
    public Builder folder(Path newFolder) {
      folder.set(newFolder);
      return this;
    }

    /** Who is told of the progress; {@link StudyListener#NONE} when unset. */
    public Builder listener(StudyListener newListener) {
      listener.set(newListener);
      return this;
    }

    /** Where final models are trained; {@link Device#auto()} when unset. */
    public Builder device(Device newDevice) {
      device.set(newDevice);
      return this;
    }

    /** The id of the engine of the final models, needed only when several are on the class path. */
    public Builder engine(String id) {
      requireNonNull(id, "engine");
      engine.set(builder -> builder.engine(id));
      return this;
    }

    /** The engine of the final models, instead of one that is looked up. */
    public Builder engine(ReferenceEngine instance) {
      requireNonNull(instance, "engine");
      engine.set(builder -> builder.engine(instance));
      return this;
    }

    /**
     * Builds the study and leaves this builder unchanged.
     *
     * @throws IllegalStateException if something required is not set
     */
    public PruningStudy build() {
      ReferenceModelConfig shape = model.required("ReferenceModelConfig.tiny()");
      int items = maximumItems.orElseGet(() -> Integer.MAX_VALUE);
      return new PruningStudy(
          new StudyDesign(
              source.required("DocumentSource.ofTexts(texts)"),
              reference.required("ReferenceModelTrainer.builder().model(tiny()).build()"),
              shape,
              training.orElseGet(() -> TrainingConfig.defaultFor(shape)),
              regime.orElseGet(Regime::computeOptimal),
              criteria.isEmpty() ? StudyDesign.DEFAULT_CRITERIA : List.copyOf(criteria),
              seeds.orElseGet(() -> DEFAULT_SEEDS),
              tasks.required("TaskFiles.read(folder)").stream()
                  .map(task -> ListedTask.drawn(task, items))
                  .toList(),
              Optional.ofNullable(heldOut.orNull()),
              checkpoints.orElseGet(() -> DEFAULT_CHECKPOINTS),
              folder.required("Path.of(\"study\")"),
              listener.orElseGet(() -> StudyListener.NONE),
              device.orElseGet(Device::auto),
              engine.orElseGet(UnaryOperator::identity)));
    }

    /** Builds a study and runs it; see {@link PruningStudy#run}. */
    public StudyResult run() {
      return build().run();
    }

    /** Builds a study and forecasts it; see {@link PruningStudy#forecast}. */
    public StudyForecast forecast() {
      return build().forecast();
    }
  }
}
