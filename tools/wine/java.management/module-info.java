/** What the test runner asks of Java's own module of this name, which the Windows runtime of the tests does not have. */
module java.management {
    exports java.lang.management;
}
