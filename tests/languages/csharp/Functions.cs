using System;
using Acme.Net;
namespace Acme.Tools;

/// <summary>Helps.</summary>
static class Helpers
//           ^^^^^^^ definition.class Helpers
//           ^^^^^^^ signature static class Helpers
//           ^^^^^^^ doc Helps.
//           ^^^^^^^ fields Width
{
    static int Count(IEnumerable<Session> sessions, Func<Session, bool> wanted)
//             ^^^^^ definition.method Helpers.Count
//             ^^^^^ signature static int Count(IEnumerable<Session> sessions, Func<Session, bool> wanted)
//             ^^^^^ parameter sessions: Session
//             ^^^^^ parameter wanted: Session
//                                                  ^^^^ reference.type
    {
        foreach (var session in sessions) session.Send(null);
//                                                ^^^^ reference.call on ? in Helpers.Count
        int Inner(Size size) { return size.Value(); }
//          ^^^^^ definition.function Helpers.Count.Inner
//          ^^^^^ signature int Inner(Size size)
//          ^^^^^ parameter size: Size
//                                         ^^^^^ reference.call on size
        try { Run<Request>(); } catch (Broken error) { error.Log(); }
//            ^^^ reference.call
//                ^^^^^^^ reference.type
//                                                           ^^^ reference.call on ? in Helpers.Count
        if (sessions is Pool pool) pool.Drain();
//                                      ^^^^^ reference.call on ? in Helpers.Count
        return Inner(new Size());
//             ^^^^^ reference.call
//                       ^^^^ reference.call
    }
    // Says nothing.
    internal Level Level => Level.High; // not this either
//           ^^^^^ reference.type
//                 ^^^^^ definition.property Helpers.Level
//                 ^^^^^ signature internal Level Level
//                 ^^^^^ doc Says nothing.
//                 ^^^^^ result Level
//                          ^^^^^ reference.read
    public Size Width = new Size();
//              ^^^^^ definition.field Helpers.Width
//              ^^^^^ value Size()
//              ^^^^^ result Size
//                          ^^^^ reference.call
}
// outline: Helpers, Helpers.Count, Helpers.Count.Inner, Helpers.Level, Helpers.Width
// module: Acme.Tools
