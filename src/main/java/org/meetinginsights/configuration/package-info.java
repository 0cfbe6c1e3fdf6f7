/** Creates the objects of the plain-Java core as CDI beans. This package knows all others; none knows it. */
package org.meetinginsights.configuration;
