using System.Globalization;
using KerberosGen.Databases.Tests.Rooms;

return RoomProgram.Run(args[0], args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0);
