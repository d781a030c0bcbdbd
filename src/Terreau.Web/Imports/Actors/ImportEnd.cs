namespace Terreau.Web.Imports.Actors;

/// <summary>How the application of a file ended.</summary>
internal enum ImportEnd
{
    /// <summary>Written, all of it.</summary>
    Applied,

    /// <summary>Somebody had applied it before; nothing was written.</summary>
    AlreadyApplied,

    /// <summary>The file's columns or the directory changed since the difference was seen; nothing was written.</summary>
    Moved,

    /// <summary>Somebody is applying it, in this process or another one.</summary>
    Held,

    /// <summary>Its original is no longer kept, or can no longer be read.</summary>
    Lost,
}
