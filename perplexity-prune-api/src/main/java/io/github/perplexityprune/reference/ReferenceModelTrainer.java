/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.internal.Engines;
import io.github.perplexityprune.internal.SetOnce;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import io.github.perplexityprune.spi.TrainingTask.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trains reference models from random weights on a random part of a source. Immutable; engines are
 * looked up when training begins.
 *
 * @since 0.1
 */
public final class ReferenceModelTrainer {

  /** Default time between two checkpoints of a training. */
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

  private final ReferenceModelConfig model;
  private final TrainingConfig training;
  private final ReferenceSplit split;
  private final ContextWindows windows;
  private final Device device;
  private final Optional<Path> checkpoints;
  private final Duration checkpointInterval;
  private final Observation observation;
  private final Supplier<ReferenceEngine> engine;

  private ReferenceModelTrainer(
      ReferenceModelConfig model,
      TrainingConfig training,
      ReferenceSplit split,
      ContextWindows windows,
      Device device,
      Optional<Path> checkpoints,
      Duration checkpointInterval,
      Observation observation,
      Supplier<ReferenceEngine> engine) {
    this.model = model;
    this.training = training;
    this.split = split;
    this.windows = windows;
    this.device = device;
    this.checkpoints = checkpoints;
    this.checkpointInterval = checkpointInterval;
    this.observation = observation;
    this.engine = engine;
    windows.strideWithin(model.contextLength());
  }

  /** A builder; only {@link Builder#model} is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The shape of the reference model. */
  public ReferenceModelConfig model() {
    return model;
  }

  /** How the reference model is trained. */
  public TrainingConfig training() {
    return training;
  }

  /** This trainer with another training, which is not observed and keeps no checkpoints. */
  public ReferenceModelTrainer withTraining(TrainingConfig newTraining) {
    return new ReferenceModelTrainer(
        model,
        requireNonNull(newTraining, "training"),
        split,
        windows,
        device,
        Optional.empty(),
        checkpointInterval,
        Observation.NONE,
        engine);
  }

  /** Which documents train the reference model. */
  public ReferenceSplit split() {
    return split;
  }

  /**
   * Trains the split's model. The caller closes it.
   *
   * @throws ReferenceModelTrainingException if the split leaves nothing to train on, the loss
   *     becomes infinite or NaN, or the engine fails
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   * @throws IllegalStateException if the split is cross-fitted, which takes several models: give
   *     the trainer to a {@link io.github.perplexityprune.Pruner}, or call {@link #trainFold}
   */
  public ReferenceModel train(DocumentSource<?> source) {
    if (split.modelCount() > 1) {
      throw new IllegalStateException(
          "train needs a split of one model, but "
              + split
              + " has "
              + split.modelCount()
              + "; give the trainer to Pruner.builder().reference(...), or call trainFold for each");
    }
    return trainFold(source, 0, PruneListener.NONE);
  }

  /**
   * Trains one of the split's models. The caller closes it.
   *
   * @param fold which, from 0 to {@code split().modelCount() - 1}
   * @param listener told of the progress
   * @throws ReferenceModelTrainingException as for {@link #train}
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public <T> ReferenceModel trainFold(DocumentSource<T> source, int fold, PruneListener listener) {
    requireNonNull(listener, "listener");
    if (fold < 0 || fold >= split.modelCount()) {
      throw new IllegalArgumentException(
          "fold must be from 0 to " + (split.modelCount() - 1) + ", but was " + fold);
    }
    Supplier<Stream<String>> texts = () -> texts(source, fold);
    ReferenceModel trained = train(fold, texts, digest(texts), listener);
    try {
      trained.training().ifPresent(listener::trained);
      return trained;
    } catch (RuntimeException | Error e) {
      trained.close();
      throw e;
    }
  }

  /**
   * Opens the model that an earlier training of this kind left in {@link Builder#checkpoints},
   * whatever the source was then, so that what was added to it can be scored by the same model. The
   * caller closes it.
   *
   * @param fold which, from 0 to {@code split().modelCount() - 1}
   * @return empty if there is none, or no checkpoints are kept
   * @throws CheckpointException if the folder holds the model of another training
   */
  public Optional<ReferenceModel> finished(int fold) {
    Objects.checkIndex(fold, split.modelCount());
    return folder(fold)
        .flatMap(
            folder ->
                folder.finished(
                    engine.get(), task(fold, Stream::of, "", Optional.of(folder), progress -> {})));
  }

  private Optional<TrainingFolder> folder(int fold) {
    return checkpoints.map(path -> TrainingFolder.of(path, split, fold));
  }

  private String digest(Supplier<Stream<String>> texts) {
    try (Stream<String> opened = texts.get()) {
      return TextsDigest.of(opened)
          .orElseThrow(
              () ->
                  new ReferenceModelTrainingException(
                      "the reference split must leave documents to train on, but "
                          + split
                          + " draws none with text from this source; use a larger share, more documents, cross-fitting, or a"
                          + " model that is trained already"));
    }
  }

  private ReferenceModel train(
      int fold, Supplier<Stream<String>> texts, String digest, PruneListener listener) {
    Optional<TrainingFolder> folder = folder(fold);
    TrainingTask task = task(fold, texts, digest, folder, listener::training);
    ReferenceEngine trains = engine.get();
    return folder.isPresent() ? folder.get().train(trains, task) : trains.train(task);
  }

  private TrainingTask task(
      int fold,
      Supplier<Stream<String>> texts,
      String digest,
      Optional<TrainingFolder> folder,
      Consumer<TrainingProgress> progress) {
    return new TrainingTask(
        model,
        training,
        split,
        fold,
        digest,
        texts,
        windows,
        device,
        folder.map(kept -> new TrainingTask.Checkpoints(kept.state(), checkpointInterval)),
        observation,
        progress);
  }

  private <T> Stream<String> texts(DocumentSource<T> source, int fold) {
    long[] ordinal = {0};
    return source
        .open()
        .sequential()
        .map(item -> source.document(item, ordinal[0]++))
        .map(Document::text)
        .filter(text -> !text.isEmpty() && split.trains(ReferenceSplit.contentHash(text), fold));
  }

  /** Says what is trained, on what and how. */
  @Override
  public String toString() {
    return "ReferenceModelTrainer["
        + model
        + ", "
        + training
        + ", "
        + split
        + ", "
        + windows
        + ", "
        + device
        + "]";
  }

  /** Builds a {@link ReferenceModelTrainer}. Each option may be set once. Not thread-safe. */
  public static final class Builder {
    private final SetOnce<ReferenceModelConfig> model = new SetOnce<>("model");
    private final SetOnce<TrainingConfig> training = new SetOnce<>("training");
    private final SetOnce<ReferenceSplit> split = new SetOnce<>("split");
    private final SetOnce<ContextWindows> windows = new SetOnce<>("windows");
    private final SetOnce<Device> device = new SetOnce<>("device");
    private final SetOnce<Path> checkpoints = new SetOnce<>("checkpoints");
    private final SetOnce<Duration> checkpointInterval = new SetOnce<>("checkpointInterval");
    private final SetOnce<Observation> observation = new SetOnce<>("observer");
    private final SetOnce<Supplier<ReferenceEngine>> engine = new SetOnce<>("engine");

    private Builder() {}

    /** The shape of the model. Required. */
    public Builder model(ReferenceModelConfig config) {
      model.set(config);
      return this;
    }

    /** How it is trained; {@link TrainingConfig#defaultFor} the model when unset. */
    public Builder training(TrainingConfig config) {
      training.set(config);
      return this;
    }

    /** Which documents train it; {@code excluded(0.1)} when unset. */
    public Builder split(ReferenceSplit newSplit) {
      split.set(newSplit);
      return this;
    }

    /** How it reads documents longer than its context; disjoint windows when unset. */
    public Builder windows(ContextWindows policy) {
      windows.set(policy);
      return this;
    }

    /** Where it is trained and scores; {@link Device#auto()} when unset. */
    public Builder device(Device newDevice) {
      device.set(newDevice);
      return this;
    }

    /**
     * Trains into a folder: the finished model is saved there, and until then the state of its
     * training is kept beside it in {@code <folder>.training}. The same training begun again with
     * the same folder goes on where it was cut off, to the same weights (on a CPU), and opens the
     * model when it is finished; another training is refused with a {@link
     * io.github.perplexityprune.CheckpointException} that says what differs. A cross-fitted split
     * has a folder {@code fold-<k>} for each model in it. Nothing is kept when unset.
     */
    public Builder checkpoints(Path folder) {
      checkpoints.set(folder);
      return this;
    }

    /**
     * Time between two states of a training, greater than 0; {@link
     * ReferenceModelTrainer#DEFAULT_CHECKPOINT_INTERVAL} when unset. More time passes where writing
     * a state takes long.
     */
    public Builder checkpointInterval(Duration interval) {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException(
            "checkpointInterval must be greater than 0, but was " + interval);
      }
      checkpointInterval.set(interval);
      return this;
    }

    /**
     * Shows each model to an observer while it is trained; nobody is shown anything when unset.
     * What a checkpoint made before a training was cut off covers is not shown again.
     *
     * @param times how often, evenly spaced over the steps: 3 are after a quarter, a half and three
     *     quarters of them; at least 0. The finished model is what {@link #train} returns
     */
    public Builder observer(int times, TrainingObserver observer) {
      observation.set(new Observation(times, observer));
      return this;
    }

    /** The id of the engine to use, needed only when several are on the class path. */
    public Builder engine(String id) {
      requireNonNull(id, "engine");
      engine.set(() -> Engines.withId(id));
      return this;
    }

    /** The engine to use, instead of one that is looked up. */
    public Builder engine(ReferenceEngine instance) {
      requireNonNull(instance, "engine");
      engine.set(() -> instance);
      return this;
    }

    /**
     * Builds the trainer and leaves this builder unchanged.
     *
     * @throws IllegalStateException if the model is not set
     * @throws IllegalArgumentException if the windows' stride is longer than the model's context
     */
    public ReferenceModelTrainer build() {
      ReferenceModelConfig shape = model.required("ReferenceModelConfig.tiny()");
      return new ReferenceModelTrainer(
          shape,
          training.orElseGet(() -> TrainingConfig.defaultFor(shape)),
          split.orElseGet(() -> ReferenceSplit.excluded(ReferenceSplit.DEFAULT_SHARE)),
          windows.orElseGet(ContextWindows::disjoint),
          device.orElseGet(Device::auto),
          Optional.ofNullable(checkpoints.orNull()),
          checkpointInterval.orElseGet(() -> DEFAULT_CHECKPOINT_INTERVAL),
          observation.orElseGet(() -> Observation.NONE),
          engine.orElseGet(() -> Engines::only));
    }
  }
}
