package io.microgate.recipe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A file system into which the kubelet mounts the ConfigMaps of a pod.
 */
final class Pod {

	private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

	private final Path root;

	private final UnaryOperator<String> edit;

	private int revision;

	/**
	 * Creates a pod.
	 * @param root directory that takes the place of {@code /}
	 * @param edit replaces the addresses of the cluster in files
	 */
	Pod(Path root, UnaryOperator<String> edit) {
		this.root = root;
		this.edit = edit;
	}

	/** Every pod has it. */
	static Path serviceAccount(Path root) throws IOException {
		return Files.createDirectories(root.resolve("." + SERVICE_ACCOUNT));
	}

	/** Mounts all volumes of a container. */
	void mount(KubernetesFolder folder) throws IOException {
		List<Map<String, Object>> volumes = KubernetesFolder.at(folder.pod(), "spec.volumes");
		List<Map<String, Object>> mounts = KubernetesFolder.at(folder.pod(), "spec.containers.0.volumeMounts");
		for (Map<String, Object> mount : mounts) {
			Map<String, Object> volume = KubernetesFolder.named(volumes, (String) mount.get("name"));
			mount((String) mount.get("mountPath"), folder.data(KubernetesFolder.at(volume, "configMap.name")));
		}
	}

	/**
	 * Replaces all files of a mounted ConfigMap at once, as the kubelet does: files are
	 * links into a directory that one link stands for.
	 */
	void mount(String path, Map<String, String> data) throws IOException {
		Path directory = Files.createDirectories(this.root.resolve("." + path));
		Path files = Files.createDirectory(directory.resolve("..revision_" + this.revision++));
		for (Map.Entry<String, String> file : data.entrySet()) {
			Files.writeString(files.resolve(file.getKey()), local(file.getValue()));
			Path link = directory.resolve(file.getKey());
			if (!Files.isSymbolicLink(link)) {
				Files.createSymbolicLink(link, Path.of("..data", file.getKey()));
			}
		}
		Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), files.getFileName());
		Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
	}

	/** Replaces what only a cluster has. */
	String local(String text) {
		return this.edit.apply(text).replace("file:/", "file:" + this.root + "/");
	}

}
