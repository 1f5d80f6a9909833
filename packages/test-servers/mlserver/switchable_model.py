"""A model for MLServer that answers at once, late or not at all, as asked."""

import asyncio

from mlserver import MLModel
from mlserver.types import InferenceRequest, InferenceResponse, ResponseOutput


class SwitchableModel(MLModel):
    """Echoes its inputs.

    The request's parameters say how: `delay_seconds` lets the answer wait,
    `fail` ends in status 500, as a model that throws does.
    """

    async def load(self) -> bool:
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        parameters = payload.parameters.model_dump() if payload.parameters else {}
        await asyncio.sleep(parameters.get("delay_seconds") or 0)
        if parameters.get("fail"):
            raise RuntimeError("told to fail")
        return InferenceResponse(
            model_name=self.name,
            model_version=self.version,
            outputs=[
                ResponseOutput(
                    name=each.name,
                    shape=each.shape,
                    datatype=each.datatype,
                    data=each.data,
                )
                for each in payload.inputs
            ],
        )
