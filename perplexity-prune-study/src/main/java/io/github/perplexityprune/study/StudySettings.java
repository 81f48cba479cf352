/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.perplexityprune.Pruner;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What makes a study this study, by name. Arms and seeds are not of it: more may be added. */
final class StudySettings {
  private StudySettings() {}

  /**
   * All but what only the scores tell. Cost: a pass over the held-out documents.
   *
   * @throws IllegalArgumentException if a document held out is in the corpus too
   */
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
        design
            .heldOut()
            .map(source -> Contents.of(source).heldOutOf(contents).digest())
            .orElse("none"));
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
    Hasher hasher = Hashing.sha256().newHasher();
    settings.forEach((name, value) -> put(put(hasher, name), value));
    return put(put(hasher, arm.name()).putInt(seed), kept.digest()).hash().toString();
  }

  private static String names(List<EvaluationTask> tasks) {
    return tasks.stream()
        .map(task -> task.name() + " (" + task.items().size() + ")")
        .collect(Collectors.joining(", "));
  }

  /** The items are records, whose texts say all of them. */
  private static String digest(List<EvaluationTask> tasks) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (EvaluationTask task : tasks) {
      put(put(hasher, task.name()), task.category());
      task.items().forEach(item -> put(hasher, item.toString()));
    }
    return hasher.hash().toString();
  }

  /** With its length first, so that no two lists of texts are the same bytes. */
  private static Hasher put(Hasher hasher, String text) {
    return hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
  }
}
