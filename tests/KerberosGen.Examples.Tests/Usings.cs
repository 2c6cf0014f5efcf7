global using KerberosGen.Codec;
global using Xunit;
