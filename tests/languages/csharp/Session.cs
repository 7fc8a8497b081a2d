using System;
using Net = Acme.Net;

namespace Acme.Sessions
{
    /// <summary>A connection that is kept open.</summary>
    [Serializable]
//   ^^^^^^^^^^^^ reference.decorator
    public class Session<T> : Transport, INetwork where T : Request
//               ^^^^^^^ definition.class Session
//               ^^^^^^^ signature public class Session<T> : Transport, INetwork where T : Request
//               ^^^^^^^ doc A connection that is kept open.
//               ^^^^^^^ bases Transport, INetwork
//               ^^^^^^^ decorators Serializable
//               ^^^^^^^ fields _pool, Limit, Closed
//                            ^^^^^^^^^ reference.base
//                                       ^^^^^^^^ reference.base
    {
        private readonly Pool _pool = new Pool();
//                            ^^^^^ definition.field Session._pool
//                            ^^^^^ result Pool
//                            ^^^^^ private
//                                        ^^^^ reference.call
        public const int Limit = 3;
//                       ^^^^^ definition.field Session.Limit
        public event Action Closed;
//                   ^^^^^^ reference.type
//                          ^^^^^^ definition.field Session.Closed
        /// <summary>How many.</summary>
        public Size Width { get; set; }
//                  ^^^^^ definition.property Session.Width
//                  ^^^^^ signature public Size Width
//                  ^^^^^ doc How many.
//                  ^^^^^ result Size
        public Session(Pool pool, int size = 2) : base(pool) { _pool = pool; }
//             ^^^^^^^ definition.constructor Session.Session
//             ^^^^^^^ signature public Session(Pool pool, int size = 2)
//             ^^^^^^^ parameter pool: Pool
//             ^^^^^^^ parameter size: -
        /// <summary>
        /// Sends a request.
        /// </summary>
        [Retry(3)]
//       ^^^^^ reference.decorator
        public async Task<Response> Send(Request request, params Option[] options)
//                   ^^^^ reference.type
//                                  ^^^^ definition.method Session.Send
//                                  ^^^^ signature public async Task<Response> Send(Request request, params Option[] options)
//                                  ^^^^ doc Sends a request.
//                                  ^^^^ parameter request: Request
//                                  ^^^^ parameter options: -
//                                  ^^^^ result Response
//                                  ^^^^ decorators Retry
//                                                               ^^^^^^ reference.type
        {
            var taken = _pool.Take<Request>(request);
//                      ^^^^^ reference.read
//                            ^^^^ reference.call on _pool in Session.Send
            this.Run(new Wrapped(request));
//               ^^^ reference.call
//                       ^^^^^^^ reference.call
            Helper.Log(nameof(request));
//          ^^^^^^ reference.read
//                 ^^^ reference.call on Helper
            return await taken.Deliver(x => x.Close());
//                             ^^^^^^^ reference.call on taken in Session.Send
//                                            ^^^^^ reference.call on ? in Session.Send
        }
        public static Session<T> operator +(Session<T> a, Session<T> b) => a;
//                            ^ reference.type
//                                                        ^^^^^^^ reference.type
        public Size this[int i] => _pool.At(i);
//                                 ^^^^^ reference.read
//                                       ^^ reference.call on _pool in Session
        int? Count() => null;
//           ^^^^^ definition.method Session.Count
//           ^^^^^ signature int? Count()
    }
    public interface INetwork : IDisposable { Response Send(Request request); }
//                   ^^^^^^^^ definition.interface INetwork
//                   ^^^^^^^^ signature public interface INetwork : IDisposable
//                   ^^^^^^^^ bases IDisposable
//                              ^^^^^^^^^^^ reference.base
//                                            ^^^^^^^^ reference.type
//                                                     ^^^^ definition.method INetwork.Send
//                                                     ^^^^ signature Response Send(Request request)
//                                                     ^^^^ parameter request: Request
//                                                     ^^^^ result Response
    public enum Level { Low, High = 2 }
//              ^^^^^ definition.enum Level
//              ^^^^^ signature public enum Level
//              ^^^^^ fields Low, High
//                      ^^^ definition.field Level.Low
//                           ^^^^ definition.field Level.High
    public struct Point { public int X, Y; }
//                ^^^^^ definition.struct Point
//                ^^^^^ signature public struct Point
//                ^^^^^ fields X, Y
//                                   ^ definition.field Point.X
//                                      ^ definition.field Point.Y
    public record Person(string Name, Address Home);
//                ^^^^^^ definition.record Person
//                ^^^^^^ signature public record Person(string Name, Address Home)
    public delegate Response Handler(Request request);
//                  ^^^^^^^^ reference.type
//                           ^^^^^^^ definition.type Handler
//                           ^^^^^^^ signature public delegate Response Handler(Request request)
}
// outline: Session, Session._pool, Session.Limit, Session.Closed, Session.Width, Session.Session, Session.Send
// outline: Session.Count, INetwork, INetwork.Send, Level, Level.Low, Level.High, Point, Point.X, Point.Y, Person
// outline: Handler
// module: Acme.Sessions
