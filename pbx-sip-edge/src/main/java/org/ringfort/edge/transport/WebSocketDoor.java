package org.ringfort.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.List;

/**
 * Judges the one HTTP request that may come on a WebSocket's connection: an upgrade, to the subprotocol {@code sip}, from a page
 * that is let in. Anything else is answered with a bare status, and the connection is closed.
 *
 * @rfc 7118 4.1
 * @rfc 6455 4.2
 */
@SuppressWarnings("FutureReturnValueIgnored") // the connection is closed whatever became of the answer
final class WebSocketDoor extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String SUBPROTOCOL = "sip";

    private final Origins origins;
    private final TransportMetrics metrics;

    WebSocketDoor(Origins origins, TransportMetrics metrics) {
        super(false);
        this.origins = origins;
        this.metrics = metrics;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        HttpResponseStatus judged = judge(request);
        if (judged.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            context.fireChannelRead(request);
            return;
        }
        request.release();
        metrics.handshakeFailed("websocket-" + judged.code());
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, judged, Unpooled.EMPTY_BUFFER);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (judged.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            answer.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private HttpResponseStatus judge(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess() || request.content().isReadable()) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        boolean upgrade = request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrade) {
            return HttpResponseStatus.UPGRADE_REQUIRED;
        }
        List<String> origin = request.headers().getAll(HttpHeaderNames.ORIGIN);
        if (origin.size() > 1 || !origin.stream().allMatch(origins::lets)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        boolean sip = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(offered -> offered.strip().equals(SUBPROTOCOL));
        return sip ? HttpResponseStatus.SWITCHING_PROTOCOLS : HttpResponseStatus.BAD_REQUEST;
    }
}
