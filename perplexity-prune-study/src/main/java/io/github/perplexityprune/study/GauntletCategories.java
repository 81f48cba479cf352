/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The categories of the MosaicML evaluation gauntlet, from which the paper has its tasks.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., section 8</a>
 */
final class GauntletCategories {
  private static final Map<String, String> OF_TASK = new HashMap<>();

  static {
    put(
        "world knowledge",
        List.of(
            "arc_challenge",
            "arc_easy",
            "bigbench_misconceptions",
            "bigbench_qa_wikidata",
            "jeopardy",
            "mmlu",
            "triviaqa_sm_sub"));
    put(
        "commonsense reasoning",
        List.of(
            "bigbench_novel_concepts",
            "bigbench_strange_stories",
            "bigbench_strategy_qa",
            "commonsense_qa",
            "copa",
            "openbook_qa",
            "piqa",
            "siqa"));
    put(
        "language understanding",
        List.of(
            "bigbench_conceptual_combinations",
            "bigbench_language_identification",
            "bigbench_movie_recommendation",
            "hellaswag",
            "lambada_openai",
            "winograd_wsc",
            "winogrande"));
    put(
        "symbolic problem solving",
        List.of(
            "aqua",
            "bigbench_cs_algorithms",
            "bigbench_dyck_languages",
            "bigbench_elementary_math_qa",
            "bigbench_logical_deduction",
            "bigbench_operators",
            "bigbench_repeat_copy_logic",
            "gsm8k",
            "logi_qa",
            "math_qa",
            "simple_arithmetic_nospaces",
            "simple_arithmetic_withspaces",
            "svamp"));
    put(
        "reading comprehension",
        List.of("bigbench_understanding_fables", "boolq", "coqa", "pubmed_qa", "squad"));
  }

  private GauntletCategories() {}

  private static void put(String category, List<String> tasks) {
    tasks.forEach(task -> OF_TASK.put(task, category));
  }

  /** The category of a task of the gauntlet; any other task is its own. */
  static String of(String task) {
    return OF_TASK.getOrDefault(task, task);
  }
}
