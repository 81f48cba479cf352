/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import com.google.common.io.Resources;
import io.github.perplexityprune.djl.DecoderConfig.Trait;
import io.github.perplexityprune.reference.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A transformer's computations as one TorchScript program, read from resource files and loaded
 * without weights. The weights are arguments of its methods.
 */
final class DecoderProgram implements AutoCloseable {
  private static final String CLASS_NAME = "Decoder";
  private static final System.Logger LOGGER = System.getLogger(DecoderProgram.class.getName());

  /** What any device can compute with. */
  static final String KERNELS = "kernels";

  /** What a CPU computes faster with. */
  private static final String ONEDNN_KERNELS = "kernels_onednn";

  private final Model model;
  private final ParameterStore noParameters;
  private final Processor processor;
  private final boolean copiesMatrices;

  private DecoderProgram(Model model, Processor processor, String kernels) {
    this.model = model;
    this.processor = processor;
    this.copiesMatrices =
        kernels.equals(ONEDNN_KERNELS) && processor.precision() == Precision.FLOAT32;
    this.noParameters = new ParameterStore(model.getNDManager(), /* copy= */ false);
  }

  /**
   * Loads the program of a model onto a device. Touches DJL's engine, which loads its native
   * libraries.
   */
  static DecoderProgram load(DecoderConfig config, Processor processor) {
    if (!processor.isGpu()) {
      try {
        return load(config, processor, ONEDNN_KERNELS).tried();
      } catch (IllegalStateException | EngineException e) {
        boolean isSlower = processor.precision() == Precision.BFLOAT16;
        LOGGER.log(
            isSlower ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
            "this processor, or this PyTorch, cannot pack matrices in "
                + processor.precision()
                + "; it computes without"
                + (isSlower ? ", far slower than in FLOAT32" : ""),
            e);
      }
    }
    return load(config, processor, KERNELS);
  }

  /** Loads the program with given kernels. */
  static DecoderProgram load(DecoderConfig config, Processor processor, String kernels) {
    Model model = Model.newInstance("decoder", processor.device(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive(config, processor.precision(), kernels)));
      // else the first calls would, at the same time and not fit for it
      model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32);
      return new DecoderProgram(model, processor, kernels);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException("the " + config.family().id() + " program does not load", e);
    }
  }

  /** This program, if the processor can pack a matrix in its precision; else it is closed. */
  private DecoderProgram tried() {
    try (NDManager scope = manager().newSubManager()) {
      call(scope, "packed", single(scope.zeros(new Shape(16, 16)))).close();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Processor processor() {
    return processor;
  }

  /** Whether a packed matrix is a copy in another layout, which loses nothing. */
  boolean copiesMatrices() {
    return copiesMatrices;
  }

  /** The manager whose arrays live as long as this program. */
  NDManager manager() {
    return model.getNDManager();
  }

  /** A list argument of the method to call; arrays of one list share a name. */
  static NDList list(String name, NDList arrays) {
    arrays.forEach(array -> array.setName(name + "[]"));
    return arrays;
  }

  /** An argument that is one array, and no longer part of a list. */
  static NDList single(NDArray array) {
    array.setName("");
    return new NDList(array);
  }

  /**
   * Calls a method that needs no automatic differentiation; the result belongs to {@code scope}.
   *
   * @param arguments in the method's order, each an array or a {@link #list}
   */
  NDArray call(NDManager scope, String method, NDList... arguments) {
    return call(scope, method, /* training= */ false, arguments).singletonOrThrow();
  }

  /** Calls a method that returns a list, as {@link #call} does. */
  NDList callForList(NDManager scope, String method, NDList... arguments) {
    return call(scope, method, /* training= */ false, arguments);
  }

  /** Calls a method that differentiates and returns a list, which belongs to {@code scope}. */
  NDList callDifferentiating(NDManager scope, String method, NDList... arguments) {
    // The graph executor would compile anew for every shape; the switch is the thread's.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return call(scope, method, /* training= */ true, arguments);
    } finally {
      JniUtils.setGraphExecutorOptimize(true);
    }
  }

  private NDList call(NDManager scope, String method, boolean training, NDList... arguments) {
    NDArray name = scope.create(0f);
    name.setName("module_method:" + method);
    NDList inputs = new NDList(name);
    for (NDList argument : arguments) {
      inputs.addAll(argument);
    }
    return model.getBlock().forward(noParameters, inputs, training);
  }

  @Override
  public void close() {
    model.close();
  }

  /**
   * The archive that TorchScript loads: a zip of stored entries, here with code and attributes and
   * no tensors.
   */
  private static byte[] archive(DecoderConfig config, Precision precision, String kernels)
      throws IOException {
    String code = resource("decoder") + resource(config.family().id()) + resource(kernels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", object(config, precision));
      store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
      store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static String resource(String name) {
    try {
      return Resources.toString(
          Resources.getResource(DecoderProgram.class, name + ".torchscript"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("decoder/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] object(DecoderConfig config, Precision precision) {
    DecoderConfig.Attention attention = config.attention();
    return new ModulePickle(CLASS_NAME)
        .attribute("training", true)
        .attribute("layers", config.layerCount())
        .attribute("heads", attention.headCount())
        .attribute("key_heads", attention.keyHeadCount())
        .attribute("features", attention.headWidth())
        .attribute("epsilon", config.epsilon())
        .attribute("scale", attention.scale())
        .attribute("clip", attention.clip())
        .attribute("activation", config.activation().name().toLowerCase(Locale.ROOT))
        .attribute("head", config.has(Trait.TIED) ? 0 : -1)
        .attribute("transposed", config.family() == Family.GPT2 ? 1 : 0)
        .attribute("learned_positions", config.positions() instanceof Positions.Learned ? 1 : 0)
        .attribute("query_bias", config.has(Trait.QUERY_BIAS) ? 1 : 0)
        .attribute("output_bias", config.has(Trait.OUTPUT_BIAS) ? 1 : 0)
        .attribute("feed_forward_bias", config.has(Trait.FEED_FORWARD_BIAS) ? 1 : 0)
        .attribute("parallel", config.has(Trait.PARALLEL) ? 1 : 0)
        .attribute("inverse_layer_scale", config.has(Trait.INVERSE_LAYER_SCALE) ? 1 : 0)
        .attribute("half", precision == Precision.BFLOAT16 ? 1 : 0)
        .attribute("context", config.contextLength())
        .toByteArray();
  }
}
