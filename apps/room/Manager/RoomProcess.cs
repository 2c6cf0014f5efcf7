using KerberosGen.Cli;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>What the rooms of this process share.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Pool">The rooms that are known.</param>
/// <param name="Running">The rooms that serve.</param>
/// <param name="Screen">Shows what happens in them.</param>
/// <param name="Debug">Is shown every byte, and what is stored; or null.</param>
/// <param name="Loggers">Where logs go.</param>
internal sealed record RoomProcess(RoomSettings Settings, RoomPool Pool, RunningRooms Running, ScreenWriter Screen, DebugScreen? Debug, ILoggerFactory Loggers);
