/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.PerplexityScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens whole folders: configuration, weights and tokenizer together. */
class HuggingFaceFolderTests {
  private static final Path GOLDEN = GoldenFolders.GOLDEN;

  /** Float32 sums in another order. */
  private static final double ROUNDING = 1e-5;

  private static final Document TEXT =
      Document.of("a", "Perplexity of a document: 日本語 🙂 and <|endoftext|> inside.");

  @TempDir Path temporary;

  @BeforeEach
  void goldenFoldersAreAtHand() {
    GoldenFolders.assumeAtHand();
  }

  @ParameterizedTest
  @MethodSource("io.github.perplexityprune.djl.GoldenFolders#names")
  void opensAndScoresTextsAfterThePrefixToken(String name) {
    Path folder = GOLDEN.resolve(name);
    double expected = 0;
    int tokenCount;
    try (Tokenizer tokenizer = FileTokenizer.Source.read(folder).open(0);
        Decoder decoder = GoldenFolderTests.decoder(GOLDEN.resolve(name))) {
      int[] ids = tokenizer.encode(TEXT.text());
      tokenCount = ids.length;
      WindowBatch batch = new WindowBatch();
      batch.add(0, ids, 0, ids.length);
      for (float negativeLogLikelihood : decoder.score(batch)) {
        expected += negativeLogLikelihood;
      }
    }

    PerplexityScore score;
    try (ReferenceModel model = ReferenceModel.load(folder)) {
      score = model.score(TEXT);
    }

    assertThat(score.tokenCount()).isEqualTo(tokenCount);
    assertThat(score.negativeLogLikelihood()).isCloseTo(expected, within(ROUNDING * expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt2-untied-sharded-f32", "gptneox-buffers-f16", "llama-gqa-tied-f32"})
  void anOpenedModelIsSavedAndOpenedAgainUnchanged(String name) {
    Path saved = temporary.resolve("saved");
    PerplexityScore before;
    String fingerprint;
    try (ReferenceModel model =
        ReferenceModel.load(GOLDEN.resolve(name)).withWindows(ContextWindows.strided(7))) {
      before = model.score(TEXT);
      fingerprint = model.fingerprint();
      model.save(saved);
    }

    try (ReferenceModel model = ReferenceModel.load(saved)) {
      assertThat(model.score(TEXT)).isEqualTo(before);
      assertThat(model.fingerprint()).isEqualTo(fingerprint);
      assertThat(model.windows().stride()).isEqualTo(OptionalInt.of(7));
    }
  }

  @Test
  void namesAreFoundWithoutTheFamilysPrefix() throws IOException {
    Path folder = copy("gpt2-tied-f32");
    PerplexityScore expected;
    try (ReferenceModel model = ReferenceModel.load(folder)) {
      expected = model.score(TEXT);
    }
    DecoderLayout layout = layout(folder);
    List<Safetensors.NamedTensor> bare;
    try (Safetensors weights = Safetensors.open(folder.resolve("model.safetensors"))) {
      bare =
          layout.tensors().stream()
              .map(
                  tensor ->
                      new Safetensors.NamedTensor(
                          tensor.name().substring("transformer.".length()),
                          tensor.dimensions(),
                          () -> weights.values(tensor.name(), tensor.dimensions())))
              .toList();
      Safetensors.write(folder.resolve("bare"), Map.of("format", "pt"), bare);
    }
    Files.move(
        folder.resolve("bare"),
        folder.resolve("model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);

    try (ReferenceModel model = ReferenceModel.load(folder)) {
      assertThat(model.score(TEXT)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "tokenizer.json", "model.safetensors"})
  void aMissingFileIsNamed(String file) throws IOException {
    Path folder = copy("llama-gqa-tied-f32");
    Files.delete(folder.resolve(file));

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("must have")
        .hasMessageContaining(file);
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> ReferenceModel.load(temporary.resolve("nowhere")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("not a folder");
  }

  @Test
  void aPickledCheckpointIsRefusedWithTheWayToConvertIt() throws IOException {
    Path folder = copy("gpt2-tied-f32");
    Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("pytorch_model.bin")
        .hasMessageContaining("save_pretrained");
  }

  @Test
  void aWrongShapeNamesTensorExpectedAndFound() throws IOException {
    Path folder = copy("llama-gqa-tied-f32");
    configure(folder, "num_key_value_heads", "4");

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("k_proj.weight")
        .hasMessageContaining("[64, 64]")
        .hasMessageContaining("[32, 64]");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Path folder = copy("llama-gqa-tied-f32");
    configure(folder, "tie_word_embeddings", "false");

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("lm_head.weight");
  }

  @Test
  void weightsThatTheConfigurationDoesNotSpeakOfAreRefused() throws IOException {
    Path folder = copy("llama-gqa-tied-f32");
    configure(folder, "num_hidden_layers", "2");

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("layers.2.");
  }

  @Test
  void aVocabularySmallerThanTheTokenizersIsRefused() throws IOException {
    Path folder = copy("llama-gqa-tied-f32");
    configure(folder, "vocab_size", "500");

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("512")
        .hasMessageContaining("500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../model-00001-of-00002.safetensors", "/etc/passwd", ".."})
  void aShardOutsideTheFolderIsRefused(String shard) throws IOException {
    Path folder = copy("gpt2-untied-sharded-f32");
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index,
        Files.readString(index)
            .replace("\"model-00001-of-00002.safetensors\"", "\"" + shard + "\""));

    assertThatThrownBy(() -> ReferenceModel.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("its own folder")
        .hasMessageContaining(shard);
  }

  @Test
  void thePrefixTokenIsPartOfTheFingerprint() throws IOException {
    Path folder = copy("gpt2-tied-f32");
    String before;
    try (ReferenceModel model = ReferenceModel.load(folder)) {
      before = model.fingerprint();
    }
    configure(folder, "bos_token_id", "65");

    try (ReferenceModel model = ReferenceModel.load(folder)) {
      assertThat(model.fingerprint()).isNotEqualTo(before);
    }
  }

  @Test
  void textsAreNeitherCutNorPaddedWhateverTheTokenizerSays() throws IOException {
    Path folder = copy("gpt2-tied-f32");
    Path file = folder.resolve("tokenizer.json");
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    json.add(
        "truncation",
        JsonParser.parseString(
            "{'direction':'Right','max_length':8,'strategy':'LongestFirst','stride':0}"
                .replace('\'', '"')));
    Files.writeString(file, json.toString());

    try (Tokenizer tokenizer = FileTokenizer.Source.read(folder).open(0)) {
      assertThat(tokenizer.encode("a".repeat(5000)).length).isGreaterThan(600);
      assertThat(tokenizer.encode("a")).hasSize(1);
    }
  }

  @Test
  void tokenizersGiveTheExpectedIds() throws IOException {
    Path folder = GOLDEN.resolve("tokenizer");
    JsonObject expected = CheckpointJson.read(folder.resolve("expected.json"), 1_000_000);
    try (Tokenizer tokenizer = FileTokenizer.Source.read(folder).open(0)) {
      for (JsonElement element : expected.getAsJsonArray("cases")) {
        JsonObject each = element.getAsJsonObject();
        String text = each.get("text").getAsString();

        assertThat(tokenizer.encode(text))
            .as(text)
            .containsExactly(
                each.getAsJsonArray("ids").asList().stream()
                    .mapToInt(JsonElement::getAsInt)
                    .toArray());
      }
    }
  }

  private Path copy(String name) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    try (Stream<Path> files = Files.list(GOLDEN.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private static void configure(Path folder, String key, String value) throws IOException {
    Path file = folder.resolve("config.json");
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    json.add(key, JsonParser.parseString(value));
    Files.writeString(file, json.toString());
  }

  private static DecoderLayout layout(Path folder) {
    Path file = folder.resolve("config.json");
    return DecoderLayout.of(
        HuggingFaceDecoder.read(new CheckpointKeys(file, CheckpointJson.read(file, 1_000_000))));
  }
}
