/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Pruner;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What makes a study this study, by name. Arms and seeds are not of it: more may be added. */
final class StudySettings {
  private StudySettings() {}

  /** All but what only the scores tell. Cost: a pass over the held-out documents. */
  static Map<String, String> of(StudyDesign design, Contents contents) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("version", Pruner.version());
    settings.put("model", design.model().toString());
    settings.put(
        "training", FinalModel.recipe(design, design.tokenCount(), /* seed= */ 0).toString());
    settings.put("device", design.device().toString());
    settings.put("regime", design.regime().toString());
    settings.put("tokens", Long.toString(design.tokenCount()));
    settings.put("checkpoints", Integer.toString(design.checkpointCount()));
    settings.put("tasks", names(design.tasks()));
    settings.put("tasks_sha256", digest(design.tasks()));
    settings.put("reference", design.reference().toString());
    settings.put("documents", Integer.toString(contents.hashes().length()));
    settings.put("documents_sha256", contents.digest());
    settings.put(
        "held_out_sha256",
        design.heldOut().map(source -> Contents.of(source).digest()).orElse("none"));
    return Collections.unmodifiableMap(settings);
  }

  /** With the models that scored. */
  static Map<String, String> with(Map<String, String> settings, List<String> fingerprints) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("reference_fingerprints", String.join(", ", fingerprints));
    return Collections.unmodifiableMap(all);
  }

  /** Identifies a cell. */
  static String digest(Map<String, String> settings, Arm arm, int seed, Kept kept) {
    Sha256 digest = new Sha256();
    settings.forEach((name, value) -> digest.add(name).add(value));
    return digest.add(arm.name()).add(seed).add(kept.digest()).hex();
  }

  private static String names(List<EvaluationTask> tasks) {
    return tasks.stream()
        .map(task -> task.name() + " (" + task.items().size() + ")")
        .collect(Collectors.joining(", "));
  }

  /** The items are records, whose texts say all of them. */
  private static String digest(List<EvaluationTask> tasks) {
    Sha256 digest = new Sha256();
    for (EvaluationTask task : tasks) {
      digest.add(task.name()).add(task.category());
      task.items().forEach(item -> digest.add(item.toString()));
    }
    return digest.hex();
  }
}
