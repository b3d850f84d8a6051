//! `quelleaideadom`: the web site and its tools. Results on stdout, progress and logs on stderr.

use std::process::ExitCode;

use mimalloc::MiMalloc;
use server::commands::Invocation;
use server::telemetry;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let invocation = Invocation::of_process();
    telemetry::start(invocation.logs());
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            telemetry::fail(&anyhow::Error::new(error).context("the run time does not start"));
            return ExitCode::FAILURE;
        }
    };
    let code = match runtime.block_on(invocation.run()) {
        Ok(code) => code,
        Err(error) => {
            telemetry::fail(&error);
            ExitCode::FAILURE
        }
    };
    // What is still computed for nobody does not hold the end of the program.
    runtime.shutdown_background();
    code
}
