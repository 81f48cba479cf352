/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTests {
  private static final String TWO_TENSORS =
      "{'__metadata__':{'format':'pt'},"
          + "'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,16]},"
          + "'b':{'dtype':'BF16','shape':[4],'data_offsets':[16,24]}}";

  @TempDir Path folder;

  @Test
  void readsBackWhatItWrote() throws IOException {
    Path file = folder.resolve("written");
    Safetensors.write(
        file,
        Map.of("key", "told"),
        List.of(
            new Safetensors.NamedTensor("a", List.of(2L, 1L), () -> new float[] {1, -2}),
            new Safetensors.NamedTensor("b", List.of(), () -> new float[] {0.5f})));

    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.names()).containsExactly("a", "b");
      assertThat(read.metadata()).containsExactly(Map.entry("key", "told"));
      assertThat(read.values("a", List.of(2L, 1L))).containsExactly(1, -2);
      assertThat(read.values("b", List.of())).containsExactly(0.5f);
    }
  }

  /** The file is sparse: it takes little room on the disk. */
  @Test
  void readsTensorsBeyondFourGigabytes() throws IOException {
    long far = 5L << 30;
    String header =
        ("{'large':{'dtype':'U8','shape':[L],'data_offsets':[0,L]},"
                + "'small':{'dtype':'F32','shape':[2],'data_offsets':[L,M]}}")
            .replace('\'', '"')
            .replace("L", Long.toString(far))
            .replace("M", Long.toString(far + 8));
    Path file = folder.resolve("large");
    ByteBuffer begin = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    begin.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    end.putFloat(1.5f).putFloat(-2);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(begin.array());
      sparse.seek(begin.capacity() + far);
      sparse.write(end.array());
    }

    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.values("small", List.of(2L))).containsExactly(1.5f, -2);
    }
  }

  @Test
  void widensHalfPrecisionExactly() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    data.putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 1);
    data.putShort((short) 0x7c00);
    data.putShort((short) 0x3f80).putShort((short) 0xc000).putShort((short) 0);
    data.putShort((short) 0xff80);
    Path file =
        write(
            "{'h':{'dtype':'F16','shape':[4],'data_offsets':[0,8]},"
                + "'b':{'dtype':'BF16','shape':[4],'data_offsets':[8,16]}}",
            data.array());

    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.values("h", List.of(4L)))
          .containsExactly(1, -2, 0x1p-24f, Float.POSITIVE_INFINITY);
      assertThat(read.values("b", List.of(4L))).containsExactly(1, -2, 0, Float.NEGATIVE_INFINITY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x8000, -0.0",
    "0x03ff, 6.097555160522461e-5",
    "0x0400, 6.103515625e-5",
    "0x7bff, 65504",
    "0xfbff, -65504",
    "0x3555, 0.333251953125"
  })
  void knowsHalfPrecisionNumbers(String bits, float value) {
    assertThat(ElementType.half((short) (int) Integer.decode(bits))).isEqualTo(value);
    assertThat(ElementType.half((short) 0x7e00)).isNaN();
  }

  @Test
  void aTensorOfAnotherTypeIsRefusedByNameWhenAskedFor() throws IOException {
    Path file = write("{'n':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}", new byte[8]);

    try (Safetensors read = Safetensors.open(file)) {
      assertThatThrownBy(() -> read.values("n", List.of(1L)))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("tensor n")
          .hasMessageContaining("I64")
          .hasMessageContaining("F32, F16, BF16");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "not JSON",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} and more",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,-8]}}",
        "{'a':{'dtype':'F32','shape':[2,-1,-1],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}",
        "{'a':{'dtype':4,'shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[4611686018427387906],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'shape':[2],'data_offsets':[0,8]}}",
        "{'a':null}",
        "{}"
      })
  void hostileHeadersAreRefused(String header) throws IOException {
    Path file = write(header, new byte[8]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 1000, 200_000_000})
  void aWrongHeaderLengthIsRefused(long length) throws IOException {
    Path file = folder.resolve("length");
    Files.write(
        file, ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());

    assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(CheckpointException.class);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(write(TWO_TENSORS, new byte[24]));
    Path file = folder.resolve("truncated");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> Safetensors.open(file))
          .as("%d bytes", length)
          .isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(write(TWO_TENSORS, new byte[24]));
    byte[] alphabet =
        "0123456789-[]{}\",:.eFBI 1\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    SplittableRandom random = new SplittableRandom(42);
    Path file = folder.resolve("mutated");
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] mutated = whole.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int at = random.nextInt(mutated.length - 24);
        mutated[at] =
            random.nextBoolean()
                ? alphabet[random.nextInt(alphabet.length)]
                : (byte) random.nextInt(256);
      }
      Files.write(file, mutated);
      try (Safetensors read = Safetensors.open(file)) {
        for (String name : read.names()) {
          readOrRefuse(read, name);
        }
      } catch (CheckpointException e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(1000);
  }

  private static void readOrRefuse(Safetensors read, String name) {
    for (List<Long> shape : List.of(List.of(2L, 2L), List.of(4L))) {
      try {
        assertThat(read.values(name, shape)).hasSize(4);
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining("must have");
      }
    }
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("file"), bytes.array());
  }
}
