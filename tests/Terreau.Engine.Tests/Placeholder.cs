namespace Terreau.Engine.Tests;
