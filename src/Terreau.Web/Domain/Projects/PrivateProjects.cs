using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Projects;

/// <summary>Projects as their holders reach them: by the private link, one at a time.</summary>
internal static class PrivateProjects
{
    public static IQueryable<Project> At(this IQueryable<Project> projects, string link)
    {
        var hash = SecretHash.Of(link);
        return projects.Where(project => project.LinkHash == hash);
    }

    /// <summary>What was answered at a link; null when no project lives there.</summary>
    public static async Task<ProjectAnswers?> AnswersAtAsync(this TerreauDb db, string? link, CancellationToken cancel = default)
    {
        if (!SecretHash.IsKey(link)) return null;
        var json = await db.Projects.AsNoTracking().At(link!).Select(project => project.Answers).FirstOrDefaultAsync(cancel);
        return json is null ? null : ProjectAnswers.FromJson(json);
    }

    /// <summary>Starts a project at a link, unless the same form has already done so.</summary>
    public static async Task StartProjectAsync(this TerreauDb db, string link, Act act, CancellationToken cancel = default)
    {
        await using var transaction = await AloneAsync(db, cancel);
        if (await db.Projects.At(link).AnyAsync(cancel)) return;
        db.Projects.Add(Project.StartAt(link, act));
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>
    /// Changes what was answered, from what stands at this instant: two tabs that answer two questions
    /// both keep their answer. Answers that end up the same are not written.
    /// </summary>
    /// <returns>The answers before and after; null when no project lives there (any more).</returns>
    public static async Task<(ProjectAnswers Before, ProjectAnswers After)?> AnswerAsync(
        this TerreauDb db, string link, Func<ProjectAnswers, ProjectAnswers> change, Act act, CancellationToken cancel = default)
    {
        await using var transaction = await AloneAsync(db, cancel);
        var project = await db.Projects.At(link).FirstOrDefaultAsync(cancel);
        if (project is null) return null;
        var before = ProjectAnswers.FromJson(project.Answers);
        var after = change(before);
        var json = after.ToJson();
        if (json.Length > ProjectAnswers.KeptLength) after = before;
        else if (json != project.Answers)
        {
            project.Answer(json, act);
            await db.SaveAsync(act, cancel);
            await transaction.CommitAsync(cancel);
        }
        return (before, after);
    }

    /// <summary>Deletes a project for good. Nothing of what was answered remains, in the journal either.</summary>
    public static async Task<bool> EraseProjectAsync(this TerreauDb db, string link, Act act, CancellationToken cancel = default)
    {
        await using var transaction = await AloneAsync(db, cancel);
        var project = await db.Projects.At(link).FirstOrDefaultAsync(cancel);
        if (project is null) return false;
        db.Projects.Remove(project);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> AloneAsync(TerreauDb db, CancellationToken cancel)
        => db.AloneAsync(cancel);
}
