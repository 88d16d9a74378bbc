package io.microgate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.microgate.configuration.SpecKind;
import io.microgate.configuration.SpecSchema;
import io.microgate.constraint.Size;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * Finds what is reflected on: the records that the schema of the configuration reads, and
 * types that code looks for by name.
 */
final class ReflectedElements {

	private static final Pattern TYPE_NAME = Pattern.compile("(?:[a-z]\\w*\\.){2,}[A-Z]\\w*[a-z]\\w*");

	private ReflectedElements() {
	}

	/** The records from which the schema has been read. */
	static Set<Class<?>> specs() {
		Set<Class<?>> specs = new LinkedHashSet<>();
		addSpecs(SpecSchema.ROOT, specs);
		return specs;
	}

	private static void addSpecs(SpecSchema schema, Set<Class<?>> specs) {
		if (schema.kind() == SpecKind.OBJECT) {
			specs.add(schema.object().type());
			schema.object().children().forEach((child) -> addSpecs(child, specs));
		}
		else if (schema.kind() == SpecKind.LIST || schema.kind() == SpecKind.MAP) {
			addSpecs(schema.requiredElement(), specs);
		}
	}

	/** A record, and those that its components have. */
	static Set<Class<?>> records(Type root) {
		Set<Class<?>> records = new LinkedHashSet<>();
		addRecords(root, records);
		return records;
	}

	private static void addRecords(Type type, Set<Class<?>> records) {
		if (type instanceof ParameterizedType parameterized) {
			for (Type argument : parameterized.getActualTypeArguments()) {
				addRecords(argument, records);
			}
		}
		if (type instanceof Class<?> record && record.isRecord() && records.add(record)) {
			for (RecordComponent component : record.getRecordComponents()) {
				addRecords(component.getGenericType(), records);
			}
		}
	}

	/** The constraints of a record, its components and their elements. */
	static Set<Class<?>> constraints(Class<?> spec) {
		Set<Class<?>> constraints = new LinkedHashSet<>();
		addConstraints(spec, constraints);
		for (RecordComponent component : spec.getRecordComponents()) {
			addConstraints(component, constraints);
			addConstraints(component.getAnnotatedType(), constraints);
		}
		return constraints;
	}

	private static void addConstraints(AnnotatedElement element, Set<Class<?>> constraints) {
		for (Annotation annotation : element.getAnnotations()) {
			if (annotation.annotationType().getPackage().equals(Size.class.getPackage())) {
				constraints.add(annotation.annotationType());
			}
		}
		if (element instanceof AnnotatedParameterizedType parameterized) {
			for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
				addConstraints(argument, constraints);
			}
		}
	}

	/** Names of types that the code of the classes has as strings. */
	static Set<String> typeNames(JavaClasses classes) {
		Set<String> names = new TreeSet<>();
		classes.forEach((type) -> addTypeNames(type, names));
		return names;
	}

	private static void addTypeNames(JavaClass type, Set<String> names) {
		visitConstants(type.getSource().orElseThrow().getUri(), (value) -> {
			if (value instanceof String text && TYPE_NAME.matcher(text).matches()) {
				names.add(text);
			}
		});
	}

	private static void visitConstants(URI file, Consumer<Object> constants) {
		try (InputStream bytes = file.toURL().openStream()) {
			new ClassReader(bytes).accept(new ConstantVisitor(constants), ClassReader.SKIP_DEBUG);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Visits the instructions that load a constant. */
	private static final class ConstantVisitor extends ClassVisitor {

		private final Consumer<Object> constants;

		private ConstantVisitor(Consumer<Object> constants) {
			super(SpringAsmInfo.ASM_VERSION);
			this.constants = constants;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitLdcInsn(Object value) {
					ConstantVisitor.this.constants.accept(value);
				}

			};
		}

	}

}
