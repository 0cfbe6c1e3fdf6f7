package org.meetinginsights.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests of one running server, one class after the other: Arquillian starts and stops a server once per suite. */
@Suite(failIfNoTests = false) // There are none where only the tests of a cluster run.
@SelectPackages("org.meetinginsights.it")
@IncludeClassNamePatterns(".*IT")
class ServerSuite {}
