namespace Terreau.Engine;
