/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.study.EvaluationItem.Completion;
import io.github.perplexityprune.study.EvaluationItem.MultipleChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFilesTests {
  private static final String CHOICE =
      "{\"task\":\"t\",\"id\":\"1\",\"context\":\"Q: why\",\"choices\":[\"a\",\"b\"],\"answer\":1}\n";
  private static final String COMPLETION =
      "{\"id\":\"2\",\"context\":\"The capital\",\"target\":\"Rome\",\"aliases\":[\"Roma\"]}\n";
  private static final String BY_CONTEXT =
      "{\"id\":\"3\",\"context\":\"\",\"choices\":[\"A x\",\"B x\"],\"answer\":0,"
          + "\"contexts\":[\"A\",\"B\"],\"continuation\":\"x\"}\n";

  @TempDir Path folder;

  private EvaluationTask task(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("", lines));
    return TaskFiles.read(folder.resolve(name)).get(0);
  }

  @Test
  void aSpacePartsAnswersFromTheirContext() throws IOException {
    EvaluationTask task = task("t.jsonl", CHOICE, COMPLETION, BY_CONTEXT);

    assertThat(task.items())
        .isEqualTo(
            List.of(
                new MultipleChoice(
                    "1",
                    List.of(new Continuation("Q: why", " a"), new Continuation("Q: why", " b")),
                    1),
                new Completion("2", new Continuation("The capital", " Rome"), List.of(" Roma")),
                new MultipleChoice(
                    "3", List.of(new Continuation("A", " x"), new Continuation("B", " x")), 0)));
  }

  @Test
  void compressedFilesAreReadInTheOrderOfTheirNames() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.jsonl.gz")))) {
      out.write((CHOICE + COMPLETION).getBytes(UTF_8));
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(folder.resolve("a.jsonl.zst")))) {
      out.write((CHOICE + BY_CONTEXT).getBytes(UTF_8));
    }
    Files.writeString(folder.resolve("README.md"), "no task");

    List<EvaluationTask> tasks = TaskFiles.read(folder);

    assertThat(tasks).extracting(EvaluationTask::name).containsExactly("a", "b");
    assertThat(tasks).allSatisfy(task -> assertThat(task.items()).hasSize(2));
  }

  @Test
  void aCategoryIsTheFilesOwnOrTheGauntletsOrTheTasks() throws IOException {
    String own = CHOICE.replace("{\"task\"", "{\"category\":\"mine\",\"task\"");

    assertThat(task("piqa.jsonl", CHOICE, COMPLETION).category())
        .isEqualTo("commonsense reasoning");
    assertThat(task("other.jsonl", CHOICE, COMPLETION).category()).isEqualTo("other");
    assertThat(task("piqa.jsonl", own, COMPLETION).category()).isEqualTo("mine");
  }

  @Test
  void whatIsNotAnItemIsRefusedWithFileAndLine() throws IOException {
    Path file = folder.resolve("t.jsonl");
    for (String[] bad :
        new String[][] {
          {"{\"id\":\"1\",\"text\":\"x\"}", "an item must have choices and answer, or target"},
          {"{\"id\":1,\"context\":\"x\",\"target\":\"y\"}", "the field 'id' must be a string"},
          {"{\"id\":\"1\",\"context\":\"x\",\"target\":\" \"}", "an answer must not be blank"},
          {"{\"id\":\"1\",\"target\":\"y\"}", "there is no field 'context'"},
          {CHOICE.replace("1}", "2}").strip(), "answer of item '1' must be from 0 to 1"},
          {CHOICE.replace("1}", "-1}").strip(), "the field 'answer' must be the index"},
          {CHOICE.replace("[\"a\",\"b\"]", "\"ab\"").strip(), "must be an array of strings"},
          {"{'id':'1'}", "not valid JSON"},
          {"[1]", "a line must be a JSON object"}
        }) {
      Files.writeString(file, COMPLETION + bad[0] + "\n" + COMPLETION);

      assertThatThrownBy(() -> TaskFiles.read(file))
          .isInstanceOf(TaskFileException.class)
          .hasMessageStartingWith(file + ", line 2: ")
          .hasMessageContaining(bad[1]);
    }
  }

  @Test
  void idsMustDiffer() {
    assertThatThrownBy(() -> task("t.jsonl", CHOICE, CHOICE))
        .isInstanceOf(TaskFileException.class)
        .hasMessageContaining("items of task 't' must have different ids, but two are '1'");
  }

  @Test
  void aFolderWithoutTasksIsRefused() {
    assertThatThrownBy(() -> TaskFiles.read(folder))
        .isInstanceOf(TaskFileException.class)
        .hasMessageContaining("has none");
  }

  @Test
  void readsAllTasksOfTheGauntlet() {
    Path shared = Path.of("../../shared/data/tasks");
    assumeTrue(Files.isDirectory(shared), "the shared tasks are not at hand");

    List<EvaluationTask> tasks = TaskFiles.read(shared);

    assertThat(tasks).hasSize(33);
    assertThat(tasks.stream().mapToInt(task -> task.items().size()).sum()).isEqualTo(26_080);
    assertThat(tasks).extracting(EvaluationTask::category).doesNotContain("copa");
    assertThat(tasks.stream().map(EvaluationTask::category).distinct()).hasSize(5);
  }
}
