/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.study.CorpusDamage;
import io.github.perplexityprune.study.Damage;
import io.github.perplexityprune.study.PruningStudy;
import io.github.perplexityprune.study.Regime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What final models are trained, how often, and what they are asked. */
final class StudyOptions implements OptionSection {
  private static final Pattern REGIME =
      Pattern.compile("(tokens|repetitions):([0-9_]+(?:\\.[0-9]+)?)");
  private static final Pattern DAMAGE = Pattern.compile("([0-9]*[.]?[0-9]+)(?::(.*))?");

  @Option(
      names = {"-t", "--tasks"},
      required = true,
      paramLabel = "PATH",
      description =
          "A folder of task files, or one: JSON lines, plain, gzip or zstd, each with id and context, and"
              + " choices and answer, or target.")
  private @Nullable Path tasks;

  @Option(
      names = {"-k", "--keep"},
      arity = "1..*",
      paramLabel = "BAND",
      description =
          "Bands to study, as for prune: low:0.5 high:0.3 and so on (default: low:0.5 medium:0.5 high:0.5)."
              + " No pruning and random pruning at each rate are always studied with them.")
  private List<String> keep = new ArrayList<>();

  @Mixin private BandOptions bands = new BandOptions();

  @Option(
      names = "--final-model",
      defaultValue = "tiny",
      paramLabel = "SHAPE",
      description = "The final models, as for --model (default: ${DEFAULT-VALUE}).",
      completionCandidates = ModelShape.Names.class)
  private String finalModel = "tiny";

  @Option(
      names = "--regime",
      defaultValue = "compute-optimal",
      paramLabel = "REGIME",
      description =
          "How long they are trained: compute-optimal (20 tokens a weight), over-trained (100), repetitions:N"
              + " (compute-optimal on so little data that no pruning sees it N times) or tokens:N (default:"
              + " ${DEFAULT-VALUE}).")
  private String regime = "compute-optimal";

  @Option(
      names = "--seeds",
      defaultValue = "" + PruningStudy.DEFAULT_SEEDS,
      paramLabel = "COUNT",
      description = "Final models of each band; one can tell nothing (default: ${DEFAULT-VALUE}).")
  private int seeds = PruningStudy.DEFAULT_SEEDS;

  @Option(
      names = "--checkpoints",
      defaultValue = "" + PruningStudy.DEFAULT_CHECKPOINTS,
      paramLabel = "COUNT",
      description = "Evaluations along each training, before its end (default: ${DEFAULT-VALUE}).")
  private int checkpoints = PruningStudy.DEFAULT_CHECKPOINTS;

  @Option(
      names = "--max-items",
      paramLabel = "COUNT",
      description = "Ask no more questions of a task than this (default: all).")
  private @Nullable Integer maximumItems;

  @Option(
      names = "--held-out",
      arity = "1..*",
      paramLabel = "FILES",
      description = "Documents for the loss by domain, a diagnostic; not to be among the input.")
  private List<String> heldOut = new ArrayList<>();

  @Option(
      names = "--damage",
      paramLabel = "SHARE[:KIND,...]",
      description =
          "Spoil a share of the documents on purpose, to see whether a study notices: 0.5:base64 is damage that no"
              + " reference model can learn, 0.5 is a mixture of all 13 kinds. Documents held out stay as they are"
              + " (default: none).")
  private @Nullable String damage;

  Path tasks() {
    return requireNonNull(tasks, "picocli sets required options");
  }

  List<String> heldOut() {
    return heldOut;
  }

  /** What is spoiled; nothing when it was not asked for. */
  CorpusDamage damage(long seed) {
    if (damage == null) {
      return CorpusDamage.of(0);
    }
    if (bands.isPerDomain()) {
      throw new IllegalArgumentException(
          "--damage must be used without --per-domain, since each kind of damage is a domain, which"
              + " would keep its share");
    }
    Matcher parts = DAMAGE.matcher(damage);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--damage must be a share such as 0.5, or with kinds 0.5:base64,ocr-30, but was '"
              + damage
              + "'");
    }
    String kinds = parts.group(2);
    return new CorpusDamage(
        Double.parseDouble(requireNonNull(parts.group(1))),
        seed,
        kinds == null
            ? EnumSet.allOf(Damage.class)
            : Arrays.stream(kinds.split(",", -1)).map(StudyOptions::kind).collect(toSet()));
  }

  private static Damage kind(String name) {
    return Arrays.stream(Damage.values())
        .filter(kind -> optionName(kind).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--damage must name kinds of "
                        + Arrays.stream(Damage.values())
                            .map(StudyOptions::optionName)
                            .collect(joining(", "))
                        + ", but was '"
                        + name
                        + "'"));
  }

  private static String optionName(Damage kind) {
    return kind.toString().replace(' ', '-');
  }

  /** Sets what these options say, but for tasks, documents held out and damage. */
  PruningStudy.Builder configured(PruningStudy.Builder study, long seed) {
    study.model(shape()).regime(regime()).seeds(seeds).checkpoints(checkpoints);
    for (String band : keep) {
      if (band.startsWith("random")) {
        throw new IllegalArgumentException(
            "--keep must be a band by score, since random pruning is always studied with it, but was '"
                + band
                + "'");
      }
      study.criterion(bands.criterion(band, seed));
    }
    if (maximumItems != null) {
      study.maximumItems(maximumItems);
    }
    return study;
  }

  private ReferenceModelConfig shape() {
    return ModelShape.of("--final-model", finalModel);
  }

  private Regime regime() {
    return switch (regime) {
      case "compute-optimal" -> Regime.computeOptimal();
      case "over-trained" -> Regime.overTrained();
      default -> amount();
    };
  }

  private Regime amount() {
    Matcher amount = REGIME.matcher(regime);
    if (!amount.matches()) {
      throw new IllegalArgumentException(
          "--regime must be compute-optimal, over-trained, repetitions:2 or tokens:5000000 and so on, but"
              + " was '"
              + regime
              + "'");
    }
    double number = Double.parseDouble(requireNonNull(amount.group(2)).replace("_", ""));
    return requireNonNull(amount.group(1)).equals("tokens")
        ? Regime.tokens(Math.round(number))
        : Regime.dataConstrained(number);
  }

  @Override
  public String heading() {
    return "What to study";
  }
}
