package io.microgate.servlet;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Keeps the address of the TCP connection on Tomcat, which its valve for forwarded header
 * fields does not change.
 */
final class TomcatPeer extends ValveBase {

	TomcatPeer() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(ServletPeer.ADDRESS, request.getPeerAddr());
		getNext().invoke(request, response);
	}

}
