package jp.quickcare.server.console.page;

import java.util.List;

/**
 * Which version this is, and what it is made with.
 *
 * @param version of the server
 * @param java that runs it
 * @param system below that
 * @param libraries with their licences
 */
public record AboutPage(String version, String java, String system, List<Library> libraries) {
    /**
     * A library that the server carries.
     *
     * @param name its name
     * @param version its version
     * @param licence under which it may be used
     */
    public record Library(String name, String version, String licence) {}
}
