package jp.quickcare.benchmarks.delta;

import java.util.List;

/**
 * Two releases of something real.
 *
 * @param name in tables
 * @param artifact group and name, with {@code %s} for the version, then type and classifier
 * @param from the old version
 * @param to the new version
 */
public record ReleasePair(String name, String artifact, String from, String to) {
    private static final String TOMCAT = "org.apache.tomcat:tomcat:%s:zip:windows-x64";

    /** The pairs that are measured: zips as installed trees, jars as the one file of a release. */
    public static final List<ReleasePair> ALL = List.of(
            new ReleasePair("tomcat-41-42", TOMCAT, "10.1.41", "10.1.42"),
            new ReleasePair("tomcat-42-47", TOMCAT, "10.1.42", "10.1.47"),
            new ReleasePair("activemq", "org.apache.activemq:apache-activemq:%s:zip:bin", "5.14.4", "5.14.5"),
            new ReleasePair("maven", "org.apache.maven:apache-maven:%s:zip:bin", "3.9.10", "3.9.11"),
            new ReleasePair("plantuml", "net.sourceforge.plantuml:plantuml:%s:jar", "1.2025.7", "1.2025.8"),
            new ReleasePair("sqlite-jdbc", "org.xerial:sqlite-jdbc:%s:jar", "3.50.2.0", "3.50.3.0"),
            new ReleasePair("kotlin", "org.jetbrains.kotlin:kotlin-compiler-embeddable:%s:jar", "2.3.20", "2.3.21"));

    /** Whether it is unpacked. */
    boolean isZip() {
        return artifact.contains(":zip");
    }
}
